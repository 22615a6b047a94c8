/** How long a caller will wait for an answer, from what is known of its parts. Pure. */
import type { Cause } from "../../call/waterfall.ts";

export interface Latencies {
  /** Without speech after a finished sentence, in ms. */
  wait: number;
  transcriber: number | null;
  /** To its first words; undefined: the flow answers, in no time. */
  model: number | null | undefined;
  voice: number | null;
  thinkAhead: boolean;
}

export interface AnswerTime {
  totalMs: number;
  parts: { cause: Cause; ms: number }[];
}

/**
 * From the caller's last word to the agent's first sound. The words are worked out during the pause that ends a turn, and so
 * is the answer where it is thought ahead. Null: somebody's time is not known.
 */
export function answerTime({ wait, transcriber, model, voice, thinkAhead }: Latencies): AnswerTime | null {
  if (transcriber === null || model === null || voice === null) return null;
  const thought = model ?? 0;
  const sureMs = thinkAhead ? wait : Math.max(wait, transcriber);
  const readyMs = thinkAhead ? Math.max(wait, transcriber + thought) : sureMs + thought;
  const parts: AnswerTime["parts"] = [
    { cause: "endpoint", ms: sureMs },
    { cause: "model", ms: readyMs - sureMs },
    { cause: "voice", ms: voice },
  ];
  return { totalMs: readyMs + voice, parts: parts.filter(({ ms }) => ms > 0) };
}
