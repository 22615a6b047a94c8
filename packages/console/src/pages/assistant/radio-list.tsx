/** A choice of which each possibility says what it does. */
import { type ReactNode, useId } from "react";

interface RadioListProps<Value extends string> {
  label: string;
  /** The label stands above already. */
  quietLabel?: boolean;
  value: Value;
  choices: readonly { value: Value; name: string; hint?: ReactNode }[];
  choose: (value: Value) => void;
}

export function RadioList<Value extends string>({ label, quietLabel, value, choices, choose }: RadioListProps<Value>) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className={quietLabel ? "sr-only" : "mb-1.5 font-[550] text-s text-text-2"}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="flex items-start gap-2.5">
          <input
            type="radio"
            name={name}
            className="mt-[5px] size-4 shrink-0 accent-accent"
            checked={choice.value === value}
            onChange={() => choose(choice.value)}
          />
          <span>
            {choice.name}
            {choice.hint && <span className="block text-s text-text-3">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
