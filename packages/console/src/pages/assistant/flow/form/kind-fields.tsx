/** The fields of a node's own kind; where it leads stands below them. */
import { useTranslation } from "react-i18next";
import { Field } from "../../../../ui/field.tsx";
import { Select, TextField } from "../../../../ui/fields.tsx";
import { CheckField } from "../../check-field.tsx";
import { AnswerFields } from "./answer-fields.tsx";
import type { NodeOf, PartProps } from "./form-props.ts";
import { IntentFields } from "./intent-fields.tsx";
import { NameField } from "./name-field.tsx";
import { NodeSelect } from "./node-select.tsx";
import { RunFields } from "./run-fields.tsx";
import { Lines, SaidText } from "./text-parts.tsx";

export function KindFields(props: PartProps) {
  const { node } = props;
  switch (node.type) {
    case "say":
    case "end":
      return <SaidFields {...props} node={node} />;
    case "ask":
      return <AskFields {...props} node={node} />;
    case "choose":
      return <ChooseFields {...props} node={node} />;
    case "listen":
      return <ListenFields {...props} node={node} />;
    case "run":
      return <RunFields {...props} node={node} />;
    case "go":
      return <GoFields {...props} node={node} />;
    case "transfer":
      return <TransferFields {...props} node={node} />;
    case "branch":
      return null;
  }
}

const EXAMPLE = "{{day | date}}";

function SaidFields({ node, change }: PartProps<NodeOf<"say" | "end">>) {
  const { t } = useTranslation();
  const hint = node.type === "end" ? t("flow.form.goodbyeHint") : t("flow.form.sayHint", { example: EXAMPLE });
  return (
    <SaidText
      {...{ label: t("flow.form.say"), text: node.text, hint }}
      change={(text) => change({ ...node, text }, "text")}
    />
  );
}

function SlotField({ node, renameSlot }: PartProps<NodeOf<"ask" | "choose">>) {
  const { t } = useTranslation();
  return (
    <NameField
      label={t("flow.form.slot")}
      stored={node.slot}
      wrong={t("flow.form.slotWrong")}
      hint={t("flow.form.slotHint", { example: `{{${node.slot}}}` })}
      isFree={(slot) => /^[A-Za-z_]\w*$/.test(slot)}
      rename={renameSlot}
    />
  );
}

function AskFields(props: PartProps<NodeOf<"ask">>) {
  const { t } = useTranslation();
  const { node, change } = props;
  const { confirm: _confirm, ...unsure } = node;
  return (
    <>
      <SaidText
        label={t("flow.form.say")}
        text={node.text}
        hint={t("flow.form.sayHint", { example: EXAMPLE })}
        change={(text) => change({ ...node, text }, "text")}
      />
      <AnswerFields spec={node.spec} change={(spec, field) => change({ ...node, spec }, field)} />
      <SlotField {...props} />
      <CheckField
        label={t("flow.form.confirm")}
        checked={node.confirm === true}
        onChange={(confirm) => change(confirm ? { ...node, confirm } : unsure)}
      />
      <HelpFields {...props} />
    </>
  );
}

/** For who was not understood, or asks what to say. */
function HelpFields({ node, change }: PartProps<NodeOf<"ask" | "listen">>) {
  const { t } = useTranslation();
  const { again: _again, ...once } = node;
  const { help: _help, ...helpless } = node;
  return (
    <>
      <Lines
        label={t("flow.form.again")}
        lines={node.again ?? NONE}
        most={20}
        hint={t("flow.form.againHint")}
        change={(again) => change(again.length > 0 ? { ...node, again } : once, "again")}
      />
      <SaidText
        label={t("flow.form.help")}
        rows={2}
        text={node.help ?? ""}
        change={(help) => change(help ? { ...node, help } : helpless, "help")}
      />
    </>
  );
}

const NONE: readonly string[] = [];

function ChooseFields(props: PartProps<NodeOf<"choose">>) {
  const { t } = useTranslation();
  const { node, change } = props;
  return (
    <>
      <SaidText
        label={t("flow.form.say")}
        text={node.text}
        hint={t("flow.form.sayHint", { example: "{{result.alternatives | times}}" })}
        change={(text) => change({ ...node, text }, "text")}
      />
      <Field label={t("flow.form.from")} hint={t("flow.form.fromHint")}>
        {(id) => (
          <TextField
            {...{ id, value: node.from, maxLength: 200, spellCheck: false }}
            className="code w-full"
            onChange={({ target }) => change({ ...node, from: target.value }, "from")}
          />
        )}
      </Field>
      <SlotField {...props} />
    </>
  );
}

function ListenFields(props: PartProps<NodeOf<"listen">>) {
  const { t } = useTranslation();
  const { node, change } = props;
  return (
    <>
      <SaidText
        label={t("flow.form.say")}
        rows={2}
        text={node.text}
        change={(text) => change({ ...node, text }, "text")}
      />
      <IntentFields {...props} />
      <SaidText
        label={t("flow.form.otherwise")}
        text={node.otherwise}
        hint={t("flow.form.otherwiseHint")}
        change={(otherwise) => change({ ...node, otherwise }, "otherwise")}
      />
      <HelpFields {...props} />
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  names: readonly string[];
  hint?: string;
  choose: (name: string) => void;
}

/** What is named and does not exist stays in sight. */
function Choice({ label, value, names, hint, choose }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Select id={id} className="w-full" value={value} onChange={({ target }) => choose(target.value)}>
          {!names.includes(value) && <option value={value}>{t("flow.form.missing", { node: value })}</option>}
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function GoFields({ node, around, change }: PartProps<NodeOf<"go">>) {
  const { t } = useTranslation();
  const names = around.flows.map(({ id }) => id);
  return (
    <Choice {...{ label: t("flow.form.flow"), value: node.flow, names }} choose={(flow) => change({ ...node, flow })} />
  );
}

function TransferFields({ node, flow, around, change, lead, leadToNew }: PartProps<NodeOf<"transfer">>) {
  const { t } = useTranslation();
  const { text: _text, ...silent } = node;
  return (
    <>
      <Choice
        {...{ label: t("flow.form.person"), value: node.person, names: around.people, hint: t("flow.form.personHint") }}
        choose={(person) => change({ ...node, person })}
      />
      <SaidText
        label={t("flow.form.beforeTransfer")}
        rows={2}
        text={node.text ?? ""}
        change={(text) => change(text ? { ...node, text } : silent, "text")}
      />
      <NodeSelect
        label={t("flow.form.onFailed")}
        target={node.onFailed === "" ? null : node.onFailed}
        nodes={Object.keys(flow.nodes)}
        none={t("flow.form.notSaid")}
        lead={(to) => lead({ by: "failed" }, to)}
        leadToNew={() => leadToNew({ by: "failed" })}
      />
    </>
  );
}
