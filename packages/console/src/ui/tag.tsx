/** A word with a tone: how something ended, how something is. */
import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";

const LOOKS: Record<Tone, string> = {
  plain: "border-line text-text-2",
  good: "border-transparent bg-accent-soft text-accent-strong",
  soon: "border-transparent bg-warn-soft text-warn",
  bad: "border-transparent bg-danger-soft text-danger",
};

export function Tag({ tone = "plain", title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={`inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full border px-2 py-px font-normal text-s ${LOOKS[tone]}`}
    >
      {children}
    </span>
  );
}
