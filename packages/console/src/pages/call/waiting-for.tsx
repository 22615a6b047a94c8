/** What would have to happen next, and what happens by itself if it does not. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import type { call } from "../../locales/en/call.ts";
import { useWords } from "../../locales/use-words.ts";
import { Fact } from "./fact.tsx";
import type { Moment, Waiting } from "./moment.ts";

/** In these the agent is not waiting for anybody. */
const OVER: ReadonlySet<string> = new Set(["ended", "goodbye"]);

export function WaitingFor({ moment: { phase, waiting, question, deadline } }: { moment: Moment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  if (OVER.has(phase ?? "") || (!waiting && !question && !deadline)) return null;
  return (
    <Fact name={t("call.moment.waitingFor")}>
      {waiting && (
        <p>
          <WaitingWords waiting={waiting} />
        </p>
      )}
      {question && <p className="text-text-2">{t("shell.quote", { text: question })}</p>}
      {deadline && (
        <p className="text-text-2">
          {t("call.moment.deadline", { name: word("deadline", deadline.name), in: format.wait(deadline.inMs) })}
        </p>
      )}
    </Fact>
  );
}

function WaitingWords({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isKnown = (name: string): name is keyof (typeof call)["waitingFor"] => KINDS.includes(name);
  if (!isKnown(waiting.for)) return waiting.for;
  return t(`call.waitingFor.${waiting.for}`, { slot: waiting.slot ?? "", options: format.list(waiting.options) });
}

const KINDS: readonly string[] = ["answer", "confirmation", "choice", "intent", "start-over", "tool", "transfer"];
