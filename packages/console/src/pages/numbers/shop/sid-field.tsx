/** An identifier of Twilio's, typed: for the day when the account's own list cannot be read. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/fields.tsx";

interface SidFieldProps {
  label: string;
  letters: string;
  required: boolean;
  value: string;
  change: (value: string) => void;
  where: ReactNode;
}

export function SidField({ label, letters, required, value, change, where }: SidFieldProps) {
  const { t } = useTranslation();
  return (
    <Field label={label} hint={where}>
      {(id) => (
        <TextField
          id={id}
          className="num w-full max-w-[40ch]"
          autoComplete="off"
          spellCheck={false}
          required={required}
          pattern={`${letters}[0-9a-fA-F]{32}`}
          title={t("numbers.shop.sidForm", { letters })}
          placeholder={`${letters}…`}
          value={value}
          onChange={({ target }) => change(target.value.trim())}
        />
      )}
    </Field>
  );
}
