/** Each part of a wait as a line: its length, and why, in words. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { CAUSE_GROUND } from "./cause-colours.ts";
import type { Waterfall } from "./waterfall.ts";

export function WaitReasons({ waterfall: { parts } }: { waterfall: Waterfall }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  let before = 0;
  return (
    <ul className="grid gap-0.5">
      {parts.map(({ cause, ms, share, because }) => {
        const left = before;
        before += share;
        return (
          <li key={cause} className="grid grid-cols-[72px_48px_minmax(0,1fr)] items-baseline gap-2">
            <span aria-hidden className="relative h-1.5 self-center rounded-[3px] bg-line">
              <i
                className={`absolute inset-y-0 min-w-0.5 rounded-[3px] ${CAUSE_GROUND[cause]}`}
                style={{ left: `${left * 100}%`, width: `${share * 100}%` }}
              />
            </span>
            <span className="text-right text-text">{format.wait(ms)}</span>
            <span>
              {t(`call.causeReasons.${cause}`)}
              {because && `: ${word("because", because)}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
