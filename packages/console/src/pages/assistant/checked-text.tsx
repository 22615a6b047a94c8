/** A field whose text counts once it can be read; until then it stays as it was typed, with the reason below. */
import { type ComponentProps, useId, useState } from "react";
import { TextField } from "../../ui/fields.tsx";

interface CheckedTextProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  /** As it is saved, written out. */
  stored: string;
  /** How the text would be written once it is saved; null: it cannot be read. */
  read: (text: string) => string | null;
  wrong: string;
  onRead: (text: string) => void;
}

export function CheckedText({ stored, read, wrong, onRead, ...rest }: CheckedTextProps) {
  const [typed, setTyped] = useState(stored);
  const [seen, setSeen] = useState(stored);
  const noteId = useId();
  // Changed from elsewhere: a preset, an old version. What was typed here and means the same stays as it is.
  if (stored !== seen) {
    setSeen(stored);
    if (read(typed) !== stored) setTyped(stored);
  }
  const isWrong = read(typed) === null;
  return (
    <>
      <TextField
        {...rest}
        value={typed}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? noteId : rest["aria-describedby"]}
        onChange={({ target }) => {
          setTyped(target.value);
          const text = read(target.value);
          if (text !== null && text !== stored) onRead(text);
        }}
      />
      {isWrong && (
        <span id={noteId} role="alert" className="mt-1 block text-danger text-s">
          {wrong}
        </span>
      )}
    </>
  );
}
