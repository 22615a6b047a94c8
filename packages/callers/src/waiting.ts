/** How a person waits for the other side: until it has spoken and is done, or until patience ends. */
import type { Body } from "./body.ts";

/** People leave about this much after a question before they answer. */
const SETTLE_MS = 700;
/** "One moment, please" is no answer yet: more will come. */
const HOLD_MS = 6_000;

/** The end of a clause that was cut by the person's own words is no answer to them. */
const CUT_TAIL_MS = 250;

const HOLD =
  /\b(one|just a|wait a|hang on a) (moment|second|minute)\b|\blet me (see|check|look)\b|\bhold on\b|\bbear with me\b|\btakes a little longer\b|\bthank you for waiting\b/i;

/** What the agent said since `sinceMs`; null when it said nothing for `patienceMs`. */
export function* agentFinishes(
  body: Body,
  options: { sinceMs: number; patienceMs: number; settleMs?: number },
): Generator<void, string | null, void> {
  const { sinceMs, patienceMs, settleMs = SETTLE_MS } = options;
  const fromMs = body.nowMs;
  while (true) {
    const { agent, nowMs } = body;
    const spokeMs = agent.lastSoundMs ?? Number.NEGATIVE_INFINITY;
    if (spokeMs <= sinceMs + CUT_TAIL_MS) {
      if (nowMs - fromMs >= patienceMs) return null;
    } else if (!agent.speaking && !agent.wordsPending && nowMs - spokeMs >= settleMs) {
      const text = body.heardAfter(sinceMs);
      if (!asksToWait(text) || nowMs - spokeMs >= HOLD_MS) return text;
    }
    yield;
  }
}

/** Whether the last sentence asks for patience. */
export function asksToWait(text: string): boolean {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== "");
  return HOLD.test(sentences.at(-1) ?? "");
}

/** Until the agent has been speaking for `afterMs` since `sinceMs`, or spoke and stopped; false: it never spoke. */
export function* agentSpeaks(
  body: Body,
  options: { sinceMs: number; afterMs: number; patienceMs: number },
): Generator<void, boolean, void> {
  const { sinceMs, afterMs, patienceMs } = options;
  const fromMs = body.nowMs;
  while (true) {
    const { agent, nowMs } = body;
    const begunMs = Math.max(agent.speechStartedMs ?? 0, sinceMs);
    if ((agent.lastSoundMs ?? 0) > sinceMs) {
      if (!agent.speaking || nowMs - begunMs >= afterMs) return true;
    } else if (nowMs - fromMs >= patienceMs) return false;
    yield;
  }
}

/** Until the person has said it. */
export function* finishes(saying: { endMs: number | null }): Generator<void, number, void> {
  while (saying.endMs === null) yield;
  return saying.endMs;
}
