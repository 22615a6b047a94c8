/** What changes at Twilio, before and after. */
import { useTranslation } from "react-i18next";
import type { RoutingChange } from "../../data/phone-numbers.ts";

export function RoutingChanges({ changes }: { changes: readonly RoutingChange[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className="text-text-2">{t("numbers.nothingChanges")}</p>;
  return (
    <div>
      <p className="mb-1.5 text-text-2">{t("numbers.willChange")}</p>
      <dl className="grid gap-2 text-s">
        {changes.map(({ field, from, to }) => (
          <div key={field} className="grid gap-x-3 sm:grid-cols-[170px_minmax(0,1fr)]">
            <dt className="text-text-2">{t(`numbers.fields.${field}` as "numbers.fields.voiceUrl", field)}</dt>
            <dd className="code min-w-0 break-all">
              <s className="text-text-3">{from || t("numbers.empty")}</s>{" "}
              <span aria-hidden className="text-text-3">
                →
              </span>{" "}
              {to || t("numbers.empty")}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
