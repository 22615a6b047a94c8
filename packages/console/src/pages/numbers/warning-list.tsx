/** What will not work, each with the way out; in the reader's language where we know the code. */
import i18next from "i18next";
import type { PhoneNumber } from "../../data/phone-numbers.ts";
import { Dot } from "../../ui/dot.tsx";

export function WarningList({ warnings }: { warnings: PhoneNumber["warnings"] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {warnings.map(({ code, message, fix }) => (
        <li key={code} className="flex gap-2 text-s">
          <span className="pt-1.5">
            <Dot tone="soon" />
          </span>
          <span>
            <span className="font-[560]">{said(code, "message", message)}</span>{" "}
            <span className="text-text-2">{said(code, "fix", fix)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function said(code: string, part: "message" | "fix", byServer: string): string {
  const key = `numbers.warnings.${code}.${part}`;
  return i18next.exists(key) ? String(i18next.t(key as never)) : byServer;
}
