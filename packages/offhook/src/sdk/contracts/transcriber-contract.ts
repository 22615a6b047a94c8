/** The contract suite of transcribers: run it against a transcriber of your own, with speech that it should understand. */
import { describe, it } from "vitest";
import { TRANSCRIBER_CLAUSES, type TranscriberSample } from "./transcriber-clauses.ts";

export function describeTranscriberContract(name: string, sample: () => Promise<TranscriberSample>): void {
  describe(`${name} keeps the contract of a transcriber: it`, () => {
    for (const clause of TRANSCRIBER_CLAUSES) it(clause.name, async () => clause.check(await sample()));
  });
}
