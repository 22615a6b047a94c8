/** Whether the closed transcriber takes a grammar: for the console, the flow's tests and `doctor`. */
import type { Fault } from "@offhook/engine/ports";
import { prepareGrammar } from "./decoders.ts";

/** Null: it compiles, and each of its words has a pronunciation. */
export function checkGrammar(grammar: string): Promise<Fault | null> {
  return new Promise((resolve) => prepareGrammar(grammar, resolve));
}
