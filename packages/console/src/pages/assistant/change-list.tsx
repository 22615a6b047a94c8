/** What differs from the version that answers now, field by field. */
import type { SettingChange } from "../../data/assistants.ts";

const MOST_LETTERS = 240;

export function ChangeList({ changes }: { changes: readonly SettingChange[] }) {
  return (
    <ul className="grid gap-2">
      {changes.map(({ path, from, to }) => (
        <li key={path} className="rounded-s border border-line px-3 py-2">
          <p className="code text-s text-text-3">{path}</p>
          {from !== null && <p className="text-text-2 line-through">{shown(from)}</p>}
          {to !== null && <p>{shown(to)}</p>}
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
