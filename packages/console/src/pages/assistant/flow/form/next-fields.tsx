/** Where a node leads: conditions one after the other, then what is left. */
import type { Next, Operator } from "@offhook/engine/flow";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { Field } from "../../../../ui/field.tsx";
import { Select } from "../../../../ui/fields.tsx";
import { CheckedText } from "../../checked-text.tsx";
import { slotsOf } from "../flow-list-edits.ts";
import { type Compared, readCompared, writeCompared } from "./compared-value.ts";
import type { NodeWithNext, PartProps } from "./form-props.ts";
import { NodeSelect } from "./node-select.tsx";

const OPERATORS: readonly Operator[] = ["eq", "ne", "gt", "gte", "lt", "lte", "exists", "contains"];
const MOST = 50;

type Condition = NonNullable<Next["when"]>[number];

export function NextFields({ name, node, flow, around, change, lead, leadToNew }: PartProps<NodeWithNext>) {
  const { t } = useTranslation();
  const listId = useId();
  const { when = [], otherwise } = node.next;
  const nodes = Object.keys(flow.nodes);
  const slots = slotsOf(around.flows);
  const put = (list: readonly Condition[], field?: string): void =>
    change({ ...node, next: list.length > 0 ? { when: list, otherwise } : { otherwise } }, field);
  function add(): void {
    const path = "slot" in node ? node.slot : node.type === "run" ? "result" : (slots[0] ?? "result");
    const to = otherwise ?? nodes.find((one) => one !== name) ?? name;
    put([...when, { path, op: "exists", to }]);
  }
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-3">
      <legend className="sr-only">{t("flow.form.conditions")}</legend>
      {when.length > 0 && <p className="text-s text-text-3">{t("flow.form.conditionsHint")}</p>}
      <datalist id={listId}>
        {[...slots, "result", "transfer"].map((slot) => (
          <option key={slot} value={slot} />
        ))}
      </datalist>
      {when.map((condition, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the row is.
          key={index}
          {...{ condition, index, nodes, listId }}
          change={(one) => put(when.with(index, one), `when ${index}`)}
          remove={() => put(when.filter((_, at) => at !== index))}
          lead={(to) => lead({ by: "when", index }, to)}
          leadToNew={() => leadToNew({ by: "when", index })}
        />
      ))}
      <NodeSelect
        label={t(when.length > 0 ? "flow.form.nextOtherwise" : "flow.form.next")}
        target={otherwise}
        nodes={nodes}
        none={t("flow.form.goBack")}
        lead={(to) => lead({ by: "next" }, to)}
        leadToNew={() => leadToNew({ by: "next" })}
      />
      {when.length < MOST && (
        <div>
          <Button kind="quiet" className="px-1 py-0.5 text-s" onClick={add}>
            + {t("flow.form.addCondition")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface ConditionRowProps {
  condition: Condition;
  index: number;
  nodes: readonly string[];
  listId: string;
  change: (condition: Condition) => void;
  remove: () => void;
  lead: (to: string | null) => void;
  leadToNew: () => void;
}

function ConditionRow({ condition, index, nodes, listId, change, remove, lead, leadToNew }: ConditionRowProps) {
  const { t } = useTranslation();
  const { value, ...rest } = condition;
  const title = t("flow.form.condition", { number: index + 1 });
  const compared = (given: Compared | undefined): Condition => (given === undefined ? rest : { ...rest, value: given });
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2 rounded-s border border-line p-2.5">
      <legend className="px-1 text-s text-text-2">{title}</legend>
      <div className="grid grid-cols-2 gap-2">
        <Field label={t("flow.form.path")}>
          {(id) => (
            <CheckedText
              {...{ id, list: listId, stored: rest.path, maxLength: 200 }}
              className="code w-full"
              read={(text) => text.trim() || null}
              wrong={t("flow.form.pathWrong")}
              onRead={(path) => change({ ...condition, path })}
            />
          )}
        </Field>
        <Field label={t("flow.form.operator")}>
          {(id) => (
            <Select
              id={id}
              className="w-full"
              value={rest.op}
              onChange={({ target }) => {
                const op = target.value as Operator;
                change({ ...(op === "exists" ? rest : compared(value ?? true)), op });
              }}
            >
              {OPERATORS.map((op) => (
                <option key={op} value={op}>
                  {t(`flow.operators.${op}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {rest.op !== "exists" && (
        <Field label={t("flow.form.value")} hint={t("flow.form.valueHint")}>
          {(id) => (
            <CheckedText
              {...{ id, stored: writeCompared(value), maxLength: 500 }}
              className="code w-full"
              read={(text) => writeCompared(readCompared(text))}
              wrong=""
              onRead={(text) => change(compared(readCompared(text)))}
            />
          )}
        </Field>
      )}
      <NodeSelect {...{ label: t("flow.form.to"), target: rest.to, nodes, lead, leadToNew }} />
      <div>
        <Button kind="quiet" className="px-1 py-0.5 text-s" onClick={remove}>
          {t("flow.form.removeRow", { row: title })}
        </Button>
      </div>
    </fieldset>
  );
}
