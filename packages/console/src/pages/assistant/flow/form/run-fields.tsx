/** Which tool runs, with what, and where it leads when it fails. */
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { Field } from "../../../../ui/field.tsx";
import { Select, TextField } from "../../../../ui/fields.tsx";
import { freeName } from "../flow-edits.ts";
import type { NodeOf, PartProps } from "./form-props.ts";
import { NameField } from "./name-field.tsx";
import { NodeSelect } from "./node-select.tsx";

export function RunFields({ node, flow, around, change, lead, leadToNew }: PartProps<NodeOf<"run">>) {
  const { t } = useTranslation();
  const args = Object.entries(node.args);
  const put = (list: [string, string][], field?: string): void =>
    change({ ...node, args: Object.fromEntries(list) }, field);
  const names = args.map(([name]) => name);
  return (
    <>
      <Field label={t("flow.form.tool")}>
        {(id) => (
          <Select
            id={id}
            className="w-full"
            value={node.tool}
            onChange={({ target }) => change({ ...node, tool: target.value })}
          >
            {around.tools.map((tool) => (
              <option key={tool} value={tool}>
                {tool}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <fieldset className="grid min-w-0 grid-cols-1 gap-2">
        <legend className="mb-1 font-[550] text-s text-text-2">{t("flow.form.args")}</legend>
        <p className="text-s text-text-3">{t("flow.form.toolHint")}</p>
        {args.map(([name, value], index) => {
          const row = t("flow.form.argument", { number: index + 1 });
          return (
            <fieldset
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the row is.
              key={index}
              className="grid min-w-0 grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2"
            >
              <legend className="sr-only">{row}</legend>
              <NameField
                label={t("flow.form.argName")}
                stored={name}
                wrong={t("flow.form.wrongName")}
                isFree={(wanted) => !names.includes(wanted)}
                rename={(wanted) => put(args.with(index, [wanted, value]))}
              />
              <Field label={t("flow.form.argValue")}>
                {(id) => (
                  <TextField
                    {...{ id, value, maxLength: 200, spellCheck: false }}
                    className="code w-full"
                    onChange={({ target }) => put(args.with(index, [name, target.value]), `arg ${name}`)}
                  />
                )}
              </Field>
              <Button
                kind="quiet"
                className="mt-[22px] px-2"
                aria-label={t("flow.form.removeRow", { row: name })}
                onClick={() => put(args.filter((_, at) => at !== index))}
              >
                ✕
              </Button>
            </fieldset>
          );
        })}
        <div>
          <Button
            kind="quiet"
            className="px-1 py-0.5 text-s"
            onClick={() => put([...args, [freeName("argument", names, ""), ""]])}
          >
            + {t("flow.form.addArg")}
          </Button>
        </div>
      </fieldset>
      <NodeSelect
        label={t("flow.form.onFault")}
        target={node.onFault ?? null}
        nodes={Object.keys(flow.nodes)}
        none={t("flow.form.faultSorry")}
        lead={(to) => lead({ by: "fault" }, to)}
        leadToNew={() => leadToNew({ by: "fault" })}
      />
    </>
  );
}
