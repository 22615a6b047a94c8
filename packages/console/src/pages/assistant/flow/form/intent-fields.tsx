/** What callers may want on an open floor, and what happens then. */
import type { Intent } from "@offhook/engine/flow";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { Field } from "../../../../ui/field.tsx";
import { Select } from "../../../../ui/fields.tsx";
import { freeName } from "../flow-edits.ts";
import type { NodeOf, PartProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { Lines, SaidText } from "./text-parts.tsx";

const MOST = 100;
const MOST_EXAMPLE_LETTERS = 300;

export function IntentFields({ node, flow, around, change, lead, leadToNew }: PartProps<NodeOf<"listen">>) {
  const { t } = useTranslation();
  const { intents } = node;
  const ids = intents.map(({ id }) => id);
  const put = (list: readonly Intent[], field?: string): void => change({ ...node, intents: list }, field);
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1 font-[550] text-s text-text-2">{t("flow.form.intents")}</legend>
      {intents.map((intent, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the row is.
        <details key={index} className="rounded-s border border-line">
          <summary className="truncate px-2.5 py-1.5">
            <span className="sr-only">{t("flow.form.intent", { number: index + 1 })}: </span>
            <span className="code">{intent.id}</span>
            <span className="text-s text-text-3"> → {endOf(intent) || t("flow.form.stays")}</span>
          </summary>
          <div className="grid grid-cols-1 gap-2 border-line border-t p-2.5">
            <NameField
              label={t("flow.form.intentId")}
              stored={intent.id}
              wrong={t("flow.form.wrongName")}
              isFree={(id) => !ids.includes(id)}
              rename={(id) => put(intents.with(index, { ...intent, id }))}
            />
            <Lines
              label={t("flow.form.examples")}
              lines={intent.examples}
              most={MOST}
              mostLetters={MOST_EXAMPLE_LETTERS}
              {...(intent.examples.length === 0 ? { hint: t("flow.form.examplesMissing") } : {})}
              change={(examples) => put(intents.with(index, { ...intent, examples }), `examples ${index}`)}
            />
            <WhatHappens
              intent={intent}
              nodes={Object.keys(flow.nodes)}
              flows={around.flows.map(({ id }) => id)}
              choose={(end) => {
                if (end === "new") leadToNew({ by: "intent", index });
                else if ("node" in end) lead({ by: "intent", index }, end.node);
                else put(intents.with(index, { ...bare(intent), ...end }));
              }}
            />
            {intent.answer !== undefined && (
              <SaidText
                label={t("flow.form.answer")}
                text={intent.answer}
                change={(answer) => put(intents.with(index, { ...intent, answer }), `answer ${index}`)}
              />
            )}
            <div>
              <Button
                kind="quiet"
                className="px-1 py-0.5 text-s"
                onClick={() => put(intents.filter((_, at) => at !== index))}
              >
                {t("flow.form.removeRow", { row: intent.id })}
              </Button>
            </div>
          </div>
        </details>
      ))}
      {intents.length < MOST && (
        <div>
          <Button onClick={() => put([...intents, { id: freeName("wish", ids, ""), examples: [], answer: "" }])}>
            {t("flow.form.addIntent")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** What counts, in the engine's order: an answer, a flow, a node. */
const endOf = ({ answer, flow, node }: Intent): string => answer ?? flow ?? node ?? "";
const bare = ({ id, examples }: Intent): Intent => ({ id, examples });

type End = "new" | { node: string } | { flow: string } | { answer: string } | Record<string, never>;

interface WhatHappensProps {
  intent: Intent;
  nodes: readonly string[];
  flows: readonly string[];
  choose: (end: End) => void;
}

function WhatHappens({ intent: { answer, flow, node }, nodes, flows, choose }: WhatHappensProps) {
  const { t } = useTranslation();
  const value = answer !== undefined ? "answer" : flow ? `flow ${flow}` : node ? `node ${node}` : "";
  function read(wanted: string): End {
    if (wanted === "new") return wanted;
    if (wanted === "answer") return { answer: "" };
    if (wanted.startsWith("flow ")) return { flow: wanted.slice(5) };
    return wanted.startsWith("node ") ? { node: wanted.slice(5) } : {};
  }
  const isMissing = value.includes(" ") && !(flow ? flows.includes(flow) : nodes.includes(node ?? ""));
  return (
    <Field label={t("flow.form.does")}>
      {(id) => (
        <Select id={id} className="w-full" value={value} onChange={({ target }) => choose(read(target.value))}>
          <option value="">{t("flow.form.stays")}</option>
          <option value="answer">{t("flow.form.answers")}</option>
          {isMissing && <option value={value}>{t("flow.form.missing", { node: flow ?? node ?? "" })}</option>}
          {nodes.map((name) => (
            <option key={name} value={`node ${name}`}>
              {t("flow.form.leadsTo", { node: name })}
            </option>
          ))}
          <option value="new">+ {t("flow.form.newNode")}</option>
          {flows.map((name) => (
            <option key={name} value={`flow ${name}`}>
              {t("flow.form.runsFlow", { flow: name })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
