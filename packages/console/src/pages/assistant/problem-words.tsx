/** Why an assistant could not answer calls, in the language of the page: the server says it in English sentences. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { Card } from "../../ui/card.tsx";
import { readFlowProblem } from "./flow/flow-problems.ts";
import { wordsOfProblem } from "./flow/problem-list.tsx";

export function ProblemsCard({ problems }: { problems: readonly string[] }) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <Card className="px-[18px] py-3">
      <p className="font-[560] text-warn">{t("assistants.problems")}</p>
      <ProblemLines problems={problems} />
    </Card>
  );
}

export function ProblemLines({ problems }: { problems: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <ul className="list-disc pl-5 text-text-2">
      {problems.map((problem) => (
        <li key={problem}>{problemWords(problem, t)}</li>
      ))}
    </ul>
  );
}

const IN_FLOW = /^in the flow "(?<flow>[^"]*)", (?<rest>.*)$/s;

/** The sentences of `compile-settings.ts` and `check-assistant.ts`, by their words in `assistants.problem`. */
const SHAPES = {
  nameless: /^it has no name$/,
  timeZone: /^"(?<what>.*)" is no time zone: /,
  twoTools: /^two tools are named "(?<what>.*)"$/,
  twoFlows: /^two flows are named "(?<what>.*)"$/,
  number: /^the number of "(?<what>.*)" is to be written like \S+, not (?<number>.*)$/,
  noTool: /^there is no tool "(?<what>.*)"$/,
  noProvider: /^there is no provider "(?<what>.*)" for the (?<slot>\w+)$/,
  chooseSuch: /^the (?<slot>\w+) of "(?<what>.*)" has no name: choose one, such as "(?<example>.*)"$/,
  choose: /^the (?<slot>\w+) of "(?<what>.*)" has no name: choose one$/,
  address: /^the (?<slot>\w+) of "(?<what>.*)" needs a baseUrl /,
} as const;

type Slot = "model" | "voice" | "transcriber" | "realtime";

/** A sentence that has no words here yet is shown as the server says it. */
export function problemWords(sentence: string, t: TFunction): string {
  const inFlow = IN_FLOW.exec(sentence)?.groups;
  if (inFlow) {
    const problem = readFlowProblem(inFlow.rest ?? "");
    return problem.kind === "other"
      ? sentence
      : t("assistants.problem.inFlow", { flow: inFlow.flow, problem: wordsOfProblem(problem, t) });
  }
  for (const [kind, shape] of Object.entries(SHAPES)) {
    const found = shape.exec(sentence);
    if (!found) continue;
    const { slot, ...values } = { what: "", number: "", example: "", ...found.groups } as Record<string, string>;
    const slotWord = slot ? t(`assistants.problem.slots.${slot as Slot}`) : "";
    return t(`assistants.problem.${kind as keyof typeof SHAPES}`, { ...values, slot: slotWord });
  }
  return sentence;
}
