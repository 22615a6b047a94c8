/** Where a way leads: a node of this flow, a new one, or what it means to lead nowhere. */
import { useTranslation } from "react-i18next";
import { Field } from "../../../../ui/field.tsx";
import { Select } from "../../../../ui/fields.tsx";

interface NodeSelectProps {
  label: string;
  target: string | null;
  nodes: readonly string[];
  /** What it means to choose none; left out: one has to be chosen. */
  none?: string;
  hint?: string;
  lead: (to: string | null) => void;
  /** Makes a node and leads there. */
  leadToNew: () => void;
}

/** No name begins with a line break. */
const NEW = "\nnew";

export function NodeSelect({ label, target, nodes, none, hint, lead, leadToNew }: NodeSelectProps) {
  const { t } = useTranslation();
  const isMissing = target !== null && !nodes.includes(target);
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <Select
          id={id}
          className="w-full"
          value={target ?? ""}
          aria-invalid={isMissing || undefined}
          onChange={({ target: { value } }) => (value === NEW ? leadToNew() : lead(value === "" ? null : value))}
        >
          {none !== undefined && <option value="">{none}</option>}
          {isMissing && <option value={target}>{t("flow.form.missing", { node: target })}</option>}
          {nodes.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          <option value={NEW}>+ {t("flow.form.newNode")}</option>
        </Select>
      )}
    </Field>
  );
}
