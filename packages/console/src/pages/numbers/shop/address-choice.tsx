/** Whose address Twilio gets with the number: one of the account's that fit. */
import { useTranslation } from "react-i18next";
import { currentRegion } from "../../../locales/i18n.ts";
import { Field } from "../../../ui/field.tsx";
import { Select } from "../../../ui/fields.tsx";
import { NoneFits } from "./none-fits.tsx";
import { type AddressNeed, addressLines } from "./paper-fit.ts";
import type { PapersInHand } from "./use-papers.ts";

interface AddressChoiceProps {
  need: AddressNeed;
  country: string;
  papers: PapersInHand;
}

export function AddressChoice({ need, country, papers }: AddressChoiceProps) {
  const { t } = useTranslation();
  const { addresses, chosen, choose, looking, lookAgain } = papers;
  const names = new Intl.DisplayNames(currentRegion(), { type: "region" });
  if (addresses.length === 0) {
    return (
      <NoneFits page="addresses" looking={looking} lookAgain={lookAgain}>
        {t(`numbers.shop.noAddress.${need}`, { country: names.of(country) ?? country })}
      </NoneFits>
    );
  }
  const written = addresses.map((each) => ({
    sid: each.sid,
    name: each.friendlyName === each.customerName ? null : each.friendlyName,
    lines: addressLines(each, names.of(each.country) ?? each.country),
  }));
  const shown = written.find(({ sid }) => sid === chosen.addressSid);
  return (
    <>
      <Field label={t("numbers.shop.address")}>
        {(id) => (
          <Select
            id={id}
            className="w-full"
            required
            value={chosen.addressSid}
            onChange={({ target }) => choose({ addressSid: target.value })}
          >
            <option value="">{t("numbers.shop.chooseAddress")}</option>
            {written.map(({ sid, name, lines }) => (
              <option key={sid} value={sid}>
                {name === null ? lines.join(", ") : `${name}: ${lines.join(", ")}`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {shown && (
        <address className="mt-2 border-line-strong border-l-2 pl-3 text-s text-text-2 not-italic">
          {shown.lines.map((line) => (
            <span key={line} className="block break-words">
              {line}
            </span>
          ))}
        </address>
      )}
    </>
  );
}
