/** Which bundle of papers Twilio gets with the number: one of the account's that Twilio has approved for such numbers. */
import { useTranslation } from "react-i18next";
import type { Bundle } from "../../../data/twilio-accounts.ts";
import { useFormat } from "../../../format/use-format.ts";
import { currentRegion } from "../../../locales/i18n.ts";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/fields.tsx";
import { NoneFits } from "./none-fits.tsx";
import type { PapersInHand } from "./use-papers.ts";

interface BundleChoiceProps {
  need: "required" | "possible";
  country: string;
  papers: PapersInHand;
}

export function BundleChoice({ need, country, papers }: BundleChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { bundles, bundlesUnderReview, chosen, choose, looking, lookAgain } = papers;
  if (bundles.length === 0) {
    const name = new Intl.DisplayNames(currentRegion(), { type: "region" }).of(country) ?? country;
    return (
      <NoneFits page="bundles" looking={looking} lookAgain={lookAgain}>
        {t("numbers.shop.noBundle", { country: name })}
        {bundlesUnderReview > 0 && ` ${t("numbers.shop.underReview", { count: bundlesUnderReview })}`}
      </NoneFits>
    );
  }
  const written = ({ sid, friendlyName, validUntil }: Bundle) => {
    const bundle = friendlyName ?? sid;
    return validUntil === null ? bundle : t("numbers.shop.bundleUntil", { bundle, date: format.day(validUntil) });
  };
  return (
    <Field label={t("numbers.shop.bundle")}>
      {(id) => (
        <Select
          id={id}
          className="w-full"
          required={need === "required"}
          value={chosen.bundleSid}
          onChange={({ target }) => choose({ bundleSid: target.value })}
        >
          <option value="">
            {t(need === "required" ? "numbers.shop.chooseBundle" : "numbers.shop.withoutBundle")}
          </option>
          {bundles.map((bundle) => (
            <option key={bundle.sid} value={bundle.sid}>
              {written(bundle)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
