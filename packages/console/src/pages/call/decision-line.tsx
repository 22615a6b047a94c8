/** One decision: what, why, and the figures it was made by. */
import type { LogItem } from "@offhook/api-client";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { factsOf } from "./decision-facts.ts";

export function DecisionLine({ decision, onSeek }: { decision: LogItem; onSeek: () => void }) {
  const format = useFormat();
  const word = useWords();
  const { group, code, because, facts } = factsOf(decision);
  const value = (fact: (typeof facts)[number]) =>
    fact.isMs
      ? format.wait(Number(fact.value))
      : typeof fact.value === "number"
        ? format.number(fact.value)
        : String(fact.value);
  return (
    <li className="grid grid-cols-[52px_minmax(0,1fr)] gap-2">
      <button
        type="button"
        onClick={onSeek}
        className="self-start text-left text-text-3 hover:text-accent hover:underline"
      >
        {format.preciseTime(decision.atMs)}
      </button>
      <div>
        {word(group, code)}
        {because && <span className="text-text-2">: {word("because", because)}</span>}
        {facts.length > 0 && (
          <p className="code break-words text-text-2">
            {facts.map((fact) => `${fact.name} ${value(fact)}`).join(" · ")}
          </p>
        )}
      </div>
    </li>
  );
}
