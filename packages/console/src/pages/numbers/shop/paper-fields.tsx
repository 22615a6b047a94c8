/** What a country wants to know of whoever has a number there: why, where it is made in Twilio's console, and its SID. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Offer } from "../../../data/twilio-accounts.ts";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/fields.tsx";

/** As typed; empty: none. */
export interface Papers {
  addressSid: string;
  bundleSid: string;
}

interface PaperFieldsProps {
  requirement: Offer["addressRequirements"];
  needs: { address: boolean; bundle: "required" | "possible" | false };
  papers: Papers;
  change: (papers: Partial<Papers>) => void;
}

const ADDRESSES = "https://console.twilio.com/us1/develop/trusthub/compliance-addresses";
const BUNDLES = "https://console.twilio.com/us1/develop/phone-numbers/regulatory-compliance/bundles";

export function PaperFields({ requirement, needs, papers, change }: PaperFieldsProps) {
  const { t } = useTranslation();
  if (!needs.address && !needs.bundle) return <p className="text-s text-text-2">{t("numbers.shop.noPapers")}</p>;
  const why = requirement === "none" ? "any" : requirement;
  return (
    <div className="grid gap-4">
      {needs.address && (
        <SidField
          label={t("numbers.shop.address")}
          letters="AD"
          required
          value={papers.addressSid}
          change={(addressSid) => change({ addressSid })}
          where={<Where href={ADDRESSES}>{t("numbers.shop.addressWhere")}</Where>}
        >
          {t(`numbers.shop.addressWhy.${why}`)}
        </SidField>
      )}
      {needs.bundle && (
        <SidField
          label={t("numbers.shop.bundle")}
          letters="BU"
          required={needs.bundle === "required"}
          value={papers.bundleSid}
          change={(bundleSid) => change({ bundleSid })}
          where={<Where href={BUNDLES}>{t("numbers.shop.bundleWhere")}</Where>}
        >
          {t(`numbers.shop.bundleWhy.${needs.bundle}`)}
        </SidField>
      )}
    </div>
  );
}

interface SidFieldProps {
  label: string;
  letters: string;
  required: boolean;
  value: string;
  change: (value: string) => void;
  where: ReactNode;
  /** Why it is asked for. */
  children: ReactNode;
}

function SidField({ label, letters, required, value, change, where, children }: SidFieldProps) {
  const { t } = useTranslation();
  return (
    <div className="max-w-[72ch]">
      <p className="mb-2">{children}</p>
      <Field label={label} hint={where}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full max-w-[40ch]"
            autoComplete="off"
            spellCheck={false}
            required={required}
            pattern={`${letters}[0-9a-fA-F]{32}`}
            title={t("numbers.shop.sidForm", { letters })}
            placeholder={`${letters}…`}
            value={value}
            onChange={({ target }) => change(target.value.trim())}
          />
        )}
      </Field>
    </div>
  );
}

function Where({ href, children }: { href: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      {children}
      <span className="block">
        <a href={href} target="_blank" rel="noreferrer">
          {t("numbers.shop.openConsole")}
        </a>
      </span>
    </>
  );
}
