/** The contract suite of models: run it against a model of your own. */
import { describe, it } from "vitest";
import { type MakeModel, MODEL_CLAUSES } from "./model-clauses.ts";

/** `make` gives a model that does what the scenes say, one for each generation in the order they are started. */
export function describeModelContract(name: string, make: MakeModel): void {
  describe(`${name} keeps the contract of a model: it`, () => {
    for (const clause of MODEL_CLAUSES) it(clause.name, () => clause.check(make));
  });
}
