/** The faults that every language model behind HTTP can have beside those of its vendor's key and network. */
import type { GenerationFailure } from "./generation.ts";
import type { FaultEntry, Vendor } from "./vendor-faults.ts";

type ModelFault = Extract<GenerationFailure, "first-word-late" | "overlong">;

/** Codes are `<vendor>-<fault>`, such as `anthropic-overlong`. */
export function modelFaults<Name extends string>({
  name,
  title,
}: Vendor<Name>): Readonly<Record<`${Name}-${ModelFault}`, FaultEntry>> {
  const rows: Record<ModelFault, FaultEntry> = {
    "first-word-late": {
      says: `The first word from ${title} did not come in time.`,
      fix: "Use a faster model or less thinking, or raise `timeouts.firstTokenMs`; put a second model in the list.",
      retryable: true,
    },
    overlong: {
      says: `The model of ${title} did not come to an end in time.`,
      fix: "Ask for shorter answers in the instructions, or raise `timeouts.endMs`.",
      retryable: true,
    },
  };
  const named = Object.entries(rows).map(([fault, row]) => [`${name}-${fault}`, row]);
  return Object.fromEntries(named) as Record<`${Name}-${ModelFault}`, FaultEntry>;
}
