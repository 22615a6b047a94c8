/** A name that other things go by: it counts once it is finished (Enter, or leaving the field), and is free. */
import { type ReactNode, useId, useState } from "react";
import { Field } from "../../../../ui/field.tsx";
import { TextField } from "../../../../ui/fields.tsx";
import { MOST_NAME_LETTERS } from "../flow-edits.ts";

interface NameFieldProps {
  label: string;
  stored: string;
  wrong: string;
  hint?: ReactNode;
  className?: string;
  isFree: (name: string) => boolean;
  rename: (name: string) => void;
}

export function NameField({ label, stored, wrong, hint, className, isFree, rename }: NameFieldProps) {
  const [typed, setTyped] = useState(stored);
  const [seen, setSeen] = useState(stored);
  const wrongId = useId();
  if (stored !== seen) {
    setSeen(stored);
    setTyped(stored);
  }
  const name = typed.trim();
  const isWrong = name !== stored && (name === "" || name.length > MOST_NAME_LETTERS || !isFree(name));
  const finish = (): void => {
    if (!isWrong && name !== stored) rename(name);
  };
  return (
    <Field label={label} hint={hint} {...(className ? { className } : {})}>
      {(id) => (
        <>
          <TextField
            id={id}
            className="code w-full"
            spellCheck={false}
            autoComplete="off"
            value={typed}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? wrongId : undefined}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={finish}
            onKeyDown={({ key }) => key === "Enter" && finish()}
          />
          {isWrong && (
            <span id={wrongId} role="alert" className="mt-1 block text-danger text-s">
              {wrong}
            </span>
          )}
        </>
      )}
    </Field>
  );
}
