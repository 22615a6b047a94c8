/** What a country wants to know of whoever has a number there: why, and which of the account's papers are shown for it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { AddressChoice } from "./address-choice.tsx";
import { BundleChoice } from "./bundle-choice.tsx";
import type { Needs } from "./paper-fit.ts";
import { SidField } from "./sid-field.tsx";
import type { PapersInHand } from "./use-papers.ts";
import { WhereMade } from "./where-made.tsx";

interface PaperFieldsProps {
  country: string;
  needs: Needs;
  papers: PapersInHand;
}

export function PaperFields({ country, needs, papers }: PaperFieldsProps) {
  const { t } = useTranslation();
  const { state, fault, looking, lookAgain } = papers;
  if (state === "none") return <p className="text-s text-text-2">{t("numbers.shop.noPapers")}</p>;
  return (
    <div className="grid max-w-[72ch] grid-cols-[minmax(0,1fr)] gap-4">
      {fault && (
        <div>
          <FaultNote fault={fault.fault} again={looking ? undefined : lookAgain}>
            <p className="mt-1 text-s">{t("numbers.shop.typeInstead")}</p>
          </FaultNote>
        </div>
      )}
      {needs.address !== null && (
        <Wanted why={t(`numbers.shop.addressWhy.${needs.address}`)}>
          {state === "choice" && <AddressChoice need={needs.address} country={country} papers={papers} />}
          {state === "typed" && <TypedAddress papers={papers} />}
        </Wanted>
      )}
      {needs.bundle !== null && (
        <Wanted why={t(`numbers.shop.bundleWhy.${needs.bundle}`)}>
          {state === "choice" && <BundleChoice need={needs.bundle} country={country} papers={papers} />}
          {state === "typed" && <TypedBundle required={needs.bundle === "required"} papers={papers} />}
        </Wanted>
      )}
      {state === "asking" && <p role="status">{t("numbers.shop.askingPapers")}</p>}
    </div>
  );
}

function Wanted({ why, children }: { why: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="mb-2">{why}</p>
      {children}
    </div>
  );
}

function TypedAddress({ papers: { chosen, choose } }: { papers: PapersInHand }) {
  const { t } = useTranslation();
  return (
    <SidField
      label={t("numbers.shop.addressSid")}
      letters="AD"
      required
      value={chosen.addressSid}
      change={(addressSid) => choose({ addressSid })}
      where={
        <>
          {t("numbers.shop.addressWhere")} <WhereMade page="addresses" />
        </>
      }
    />
  );
}

function TypedBundle({ required, papers: { chosen, choose } }: { required: boolean; papers: PapersInHand }) {
  const { t } = useTranslation();
  return (
    <SidField
      label={t("numbers.shop.bundleSid")}
      letters="BU"
      required={required}
      value={chosen.bundleSid}
      change={(bundleSid) => choose({ bundleSid })}
      where={
        <>
          {t("numbers.shop.bundleWhere")} <WhereMade page="bundles" />
        </>
      }
    />
  );
}
