/** What the agent has taken down so far, and what it lacks. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import type { Known } from "./moment.ts";

export function KnownValues({ known, wanted }: { known: readonly Known[]; wanted: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  /** Days and numbers as people read them; the canonical form is in the raw log. */
  const shown = (value: string) => {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return format.weekday(value);
    return /^\+\d{7,}$/.test(value) ? format.phoneNumber(value) : value;
  };
  return (
    <ul>
      {known.map(({ name, value, words, was }) => (
        <li key={name}>
          <span className="text-text-2">{name}</span>{" "}
          <b className="font-[560]" title={words ? t("shell.quote", { text: words }) : undefined}>
            {shown(value)}
          </b>
          {was !== null && <span className="text-text-3"> {t("call.moment.was", { value: shown(was) })}</span>}
        </li>
      ))}
      {wanted && (
        <li>
          <span className="text-text-2">{wanted}</span> <span className="text-text-3">{t("call.moment.notYet")}</span>
        </li>
      )}
    </ul>
  );
}
