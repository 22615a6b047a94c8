/** Texts of a node: one that is said, and lists of which each line is one. */
import { useState } from "react";
import { Field } from "../../../../ui/field.tsx";
import { TextArea } from "../../../../ui/fields.tsx";

/** As the server takes them. */
const MOST_LETTERS = 2_000;

interface SaidTextProps {
  label: string;
  text: string;
  hint?: string;
  rows?: number;
  change: (text: string) => void;
}

export function SaidText({ label, text, hint, rows = 3, change }: SaidTextProps) {
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <TextArea
          {...{ id, rows, value: text, maxLength: MOST_LETTERS }}
          className="w-full"
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Field>
  );
}

interface LinesProps {
  label: string;
  lines: readonly string[];
  hint?: string;
  most: number;
  mostLetters?: number;
  change: (lines: string[]) => void;
}

/** Empty lines are for writing, not for saving. */
export function Lines({ label, lines, hint, most, mostLetters = MOST_LETTERS, change }: LinesProps) {
  const [typed, setTyped] = useState(lines.join("\n"));
  const [seen, setSeen] = useState(lines);
  const read = (text: string): string[] =>
    text
      .split("\n")
      .map((line) => line.trim().slice(0, mostLetters))
      .filter(Boolean)
      .slice(0, most);
  if (lines !== seen) {
    setSeen(lines);
    if (read(typed).join("\n") !== lines.join("\n")) setTyped(lines.join("\n"));
  }
  return (
    <Field label={label} hint={hint}>
      {(id) => (
        <TextArea
          {...{ id, rows: Math.min(6, Math.max(2, lines.length)), value: typed }}
          className="w-full"
          onChange={({ target }) => {
            setTyped(target.value);
            change(read(target.value));
          }}
        />
      )}
    </Field>
  );
}
