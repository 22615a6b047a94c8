/** The contract suite of voices: run it against a voice of your own. */
import { describe, it } from "vitest";
import { type MakeVoice, VOICE_CLAUSES } from "./voice-clauses.ts";

export function describeVoiceContract(name: string, make: MakeVoice): void {
  describe(`${name} keeps the contract of a voice: it`, () => {
    for (const clause of VOICE_CLAUSES) it(clause.name, () => clause.check(make));
  });
}
