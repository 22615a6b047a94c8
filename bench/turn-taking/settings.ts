/** The trade between being quick and cutting callers off: the same turns with other settings, decodes remembered. */
import type { Timing } from "@offhook/engine/conversation";
import type { Clip } from "./clips.ts";
import type { Outcome } from "./outcome.ts";
import { runClips } from "./run-clips.ts";

export interface SettingsRun {
  name: string;
  outcomes: readonly Outcome[];
}

const SETTINGS: readonly { name: string; timing: Partial<Timing> }[] = [
  { name: "hasty: unsure 450, incomplete 800", timing: { waitUnsureMs: 450, waitIncompleteMs: 800 } },
  { name: "quick: unsure 700", timing: { waitUnsureMs: 700 } },
  { name: "default: complete 240, unsure 1,000, incomplete 1,300", timing: {} },
  { name: "calm: complete 450", timing: { waitCompleteMs: 450 } },
  {
    name: "patient: complete 600, unsure 1,300, incomplete 1,500",
    timing: { waitCompleteMs: 600, waitUnsureMs: 1_300, waitIncompleteMs: 1_500 },
  },
];

export async function compareSettings(turns: readonly Clip[], memoryPath: string): Promise<SettingsRun[]> {
  const runs: SettingsRun[] = [];
  for (const { name, timing } of SETTINGS) runs.push({ name, outcomes: await runClips(turns, timing, memoryPath) });
  return runs;
}
