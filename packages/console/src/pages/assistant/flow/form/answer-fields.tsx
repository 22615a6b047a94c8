/** What an answer has to be: its kind, its bounds, its choices. */
import type { SlotKind, SlotSpec } from "@offhook/engine/flow";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { Field } from "../../../../ui/field.tsx";
import { Select, TextField } from "../../../../ui/fields.tsx";
import { CheckField } from "../../check-field.tsx";
import { CheckedText } from "../../checked-text.tsx";
import { freeName } from "../flow-edits.ts";
import { SLOT_KINDS } from "../new-node.ts";
import { NameField } from "./name-field.tsx";
import { Lines } from "./text-parts.tsx";

interface AnswerFieldsProps {
  spec: SlotSpec;
  change: (spec: SlotSpec, field?: string) => void;
}

export function AnswerFields({ spec, change }: AnswerFieldsProps) {
  const { t } = useTranslation();
  const { kind } = spec;
  const isOfTime = kind === "date" || kind === "time";
  return (
    <>
      <Field label={t("flow.form.kind")}>
        {(id) => (
          <Select
            id={id}
            className="w-full"
            value={kind}
            onChange={({ target }) => change(specOf(target.value as SlotKind, t("flow.form.choice", { number: 1 })))}
          >
            {SLOT_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`flow.slotKinds.${one}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {isOfTime && (
        <CheckField
          label={t("flow.form.future")}
          checked={spec.future === true}
          onChange={(future) => change(future ? { ...spec, future } : without(spec, "future"))}
        />
      )}
      {(kind === "number" || kind === "money") && <Bounds {...{ spec, change }} keys={["min", "max"]} />}
      {kind === "digits" && <Bounds {...{ spec, change }} keys={["minLength", "maxLength"]} />}
      {kind === "choice" && <Choices {...{ spec, change }} />}
    </>
  );
}

/** Bounds of another kind mean nothing. */
const specOf = (kind: SlotKind, label: string): SlotSpec =>
  kind === "choice" ? { kind, choices: [{ id: "choice", label }] } : { kind };

function without(spec: SlotSpec, key: keyof SlotSpec): SlotSpec {
  const { [key]: _, ...rest } = spec;
  return rest as SlotSpec;
}

type Bound = "min" | "max" | "minLength" | "maxLength";
const LEAST: Partial<Record<Bound, number>> = { minLength: 0, maxLength: 1 };
const MOST_DIGITS = 64;

function Bounds({ spec, change, keys }: AnswerFieldsProps & { keys: readonly Bound[] }) {
  const { t } = useTranslation();
  const readBound = (key: Bound, text: string): number | null => {
    const number = Number(text.replace(",", "."));
    const least = LEAST[key];
    if (!Number.isFinite(number)) return null;
    return least === undefined || (Number.isInteger(number) && number >= least && number <= MOST_DIGITS)
      ? number
      : null;
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      {keys.map((key) => (
        <Field key={key} label={t(`flow.form.${key}`)}>
          {(id) => (
            <CheckedText
              {...{ id, stored: spec[key] === undefined ? "" : String(spec[key]), maxLength: 20, inputMode: "decimal" }}
              className="num w-full"
              read={(text) => {
                const number = text.trim() === "" ? "" : readBound(key, text.trim());
                return number === null ? null : String(number);
              }}
              wrong={
                LEAST[key] === undefined
                  ? t("flow.form.wrongNumber")
                  : t("flow.form.wrongLength", { least: LEAST[key] })
              }
              onRead={(text) => {
                const number = text.trim() === "" ? null : readBound(key, text.trim());
                change(number === null ? without(spec, key) : { ...spec, [key]: number }, key);
              }}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

const MOST_CHOICES = 100;

function Choices({ spec, change }: AnswerFieldsProps) {
  const { t } = useTranslation();
  const { choices = [] } = spec;
  const put = (list: typeof choices, field?: string): void => change({ ...spec, choices: list }, field);
  const ids = choices.map(({ id }) => id);
  return (
    <fieldset className="grid min-w-0 grid-cols-1 gap-2">
      <legend className="mb-1 font-[550] text-s text-text-2">{t("flow.form.choices")}</legend>
      {choices.map((choice, index) => {
        const row = t("flow.form.choice", { number: index + 1 });
        const set = (one: typeof choice, field?: string): void => put(choices.with(index, one), field);
        const { key: _key, ...keyless } = choice;
        const { says: _says, ...plain } = choice;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what the row is.
          <fieldset key={index} className="grid min-w-0 grid-cols-1 gap-2 rounded-s border border-line p-2.5">
            <legend className="px-1 text-s text-text-2">{row}</legend>
            <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_3.5rem] items-start gap-2">
              <Field label={t("flow.form.choiceLabel")}>
                {(id) => (
                  <TextField
                    {...{ id, value: choice.label, maxLength: 2_000 }}
                    className="w-full"
                    onChange={({ target }) => set({ ...choice, label: target.value }, `label ${index}`)}
                  />
                )}
              </Field>
              <NameField
                label={t("flow.form.choiceId")}
                stored={choice.id}
                wrong={t("flow.form.wrongName")}
                isFree={(id) => !ids.includes(id)}
                rename={(id) => set({ ...choice, id })}
              />
              <Field label={t("flow.form.choiceKey")}>
                {(id) => (
                  <TextField
                    {...{ id, value: choice.key ?? "", maxLength: 1, placeholder: String(index + 1) }}
                    className="num w-full"
                    onChange={({ target }) => set(target.value ? { ...choice, key: target.value } : keyless)}
                  />
                )}
              </Field>
            </div>
            <Lines
              label={t("flow.form.choiceSays")}
              lines={choice.says ?? NONE}
              most={20}
              change={(says) => set(says.length > 0 ? { ...choice, says } : plain, `says ${index}`)}
            />
            <div>
              <Button
                kind="quiet"
                className="px-1 py-0.5 text-s"
                onClick={() => put(choices.filter((_, at) => at !== index))}
              >
                {t("flow.form.removeRow", { row })}
              </Button>
            </div>
          </fieldset>
        );
      })}
      {choices.length < MOST_CHOICES && (
        <div>
          <Button onClick={() => put([...choices, { id: freeName("choice", ids, ""), label: "" }])}>
            {t("flow.form.addChoice")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const NONE: readonly string[] = [];
