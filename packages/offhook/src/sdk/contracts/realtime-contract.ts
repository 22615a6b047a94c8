/** The contract suite of realtime models: run it against one of your own, or against another vendor's. */
import { describe, it } from "vitest";
import { type MakeRealtime, REALTIME_CLAUSES } from "./realtime-clauses.ts";

export function describeRealtimeContract(name: string, make: MakeRealtime): void {
  describe(`${name} keeps the contract of a realtime model: it`, () => {
    for (const clause of REALTIME_CLAUSES) it(clause.name, () => clause.check(make));
  });
}
