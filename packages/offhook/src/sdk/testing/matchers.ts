/** Vitest matchers that read like what happened on the phone. */
import { expect } from "vitest";
import type { SimulatedCall } from "./simulate.ts";

interface CallMatchers<R = unknown> {
  /** A tool with an effect ran and succeeded, with at least these arguments. */
  toHaveEffect(name: string, args?: Readonly<Record<string, unknown>>): R;
  /** The words reached the caller's ear; case and punctuation do not count. */
  toHaveHeard(text: string): R;
  /** Evidence that a caller was there at all. */
  toHaveCallerTurns(turns: { atLeast: number }): R;
}

declare module "vitest" {
  interface Matchers<T> extends CallMatchers<T> {}
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim();

const lines = (call: SimulatedCall): string =>
  call.transcript.map((turn) => `  ${turn.speaker}: ${turn.text}${turn.interrupted ? "–" : ""}`).join("\n");

const verdict = (pass: boolean, what: string, call: SimulatedCall, more = "") => ({
  pass,
  message: () => `Expected the call ${pass ? "not " : ""}${what}.${more}\nThe call:\n${lines(call)}`,
});

expect.extend({
  toHaveEffect(call: SimulatedCall, name: string, args: Readonly<Record<string, unknown>> = {}) {
    const found = call.effects.some(
      (effect) => effect.name === name && effect.outcome.ok && this.equals(effect.args, expect.objectContaining(args)),
    );
    const had = call.effects.map(
      (one) => `  ${one.name}(${JSON.stringify(one.args)}) ${one.outcome.ok ? "ok" : "failed"}`,
    );
    const wanted = `to have the effect ${name}(${JSON.stringify(args)})`;
    return verdict(found, wanted, call, `\nIt had:\n${had.join("\n") || "  none"}`);
  },
  toHaveHeard(call: SimulatedCall, text: string) {
    return verdict(plain(call.heard).includes(plain(text)), `to let the caller hear "${text}"`, call);
  },
  toHaveCallerTurns(call: SimulatedCall, { atLeast }: { atLeast: number }) {
    const turns = call.transcript.filter((turn) => turn.speaker === "caller").length;
    return verdict(turns >= atLeast, `to have at least ${atLeast} turns of the caller, it has ${turns}`, call);
  },
});
