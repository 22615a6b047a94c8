/**
 * Our share of voice-to-voice: from the caller's last speech on the wire to the agent's first audio on the wire, without
 * what the policy waits and without what the providers take. Both times are taken where the caller's telephone would be.
 */
import type { Noted } from "../agent/notes.ts";
import { USUAL } from "../agent/scenario.ts";
import { median, quantile, spread } from "../kit/figures.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";
import { openStage } from "../kit/stage.ts";
import { firstOf, type TimedCall, timedCalls } from "./timed-calls.ts";

const CALLS = 100;
const AT_ONCE = 25;
/** After the greeting. */
const SPEAKS_AT_MS = 2_600;
const ANSWER_BY_MS = 1_800;
const SAYING = "I would like to book an appointment.";

interface Shares {
  /** From the decision that the turn has ended, or from the model's bytes if they came later. */
  afterTurnMs: number;
  /** The decision came so much later than the policy's wait counted from the last speech frame on the wire. */
  beyondWaitMs: number;
  /** Of `afterTurnMs`, from the voice's first bytes to the wire. */
  voiceToWireMs: number;
}

export const voiceToVoice: Measure = {
  name: "voice-to-voice",
  title: "Our share of voice-to-voice",
  async run() {
    const stage = await openStage(SAYING, { watches: true });
    const shares: Shares[] = [];
    for (let done = 0; done < CALLS; done += AT_ONCE) {
      const order = { count: AT_ONCE, turns: { firstMs: SPEAKS_AT_MS, everyMs: null }, everyMs: 37 };
      const lastsMs = SPEAKS_AT_MS + stage.speechMs + ANSWER_BY_MS;
      const calls = await timedCalls(stage, { ...order, voiceUrl: stage.voiceUrl(USUAL), lastsMs });
      shares.push(...calls.flatMap((call) => sharesOf(call) ?? []));
    }
    await stage.close();
    return { results: resultsOf(shares) };
  },
};

/** Null: the call had no reply to measure. */
function sharesOf({ wire, noted, sentMs }: TimedCall): Shares | null {
  const ended = firstOf(noted, "turn-ended");
  const before = (what: Noted["what"]): Noted | undefined =>
    noted.filter((one) => one.what === what && one.atMs <= (ended?.atMs ?? 0)).at(-1);
  const spoken = before("caller-speech-ended");
  const voiceAsked = ended && firstOf(noted, "voice-asked", ended.atMs);
  const voiceAnswered = voiceAsked && firstOf(noted, "voice-answered", voiceAsked.atMs);
  const model = noted.filter((one) => one.what === "model-answered" && one.atMs <= (voiceAsked?.atMs ?? 0)).at(-1);
  const modelAsked = model && noted.filter((one) => one.what === "model-asked" && one.atMs <= model.atMs).at(-1);
  if (!spoken || !ended || !voiceAsked || !voiceAnswered || !model || !modelAsked) return null;
  const onWire = wire.came.find((one) => one.what === "media" && one.atMs >= voiceAnswered.atMs);
  if (!onWire) return null;
  // A model asked ahead of the turn's end has thought while the policy waited.
  const toModelMs = Math.max(0, modelAsked.atMs - ended.atMs);
  const toVoiceMs = voiceAsked.atMs - Math.max(ended.atMs, model.atMs);
  const voiceToWireMs = onWire.atMs - voiceAnswered.atMs;
  const waitMs = ended.policyMs ?? 0;
  return {
    afterTurnMs: toModelMs + toVoiceMs + voiceToWireMs,
    beyondWaitMs: ended.atMs - Math.max(sentMs(spoken.audioMs ?? 0) + waitMs, before("words-came")?.atMs ?? 0),
    voiceToWireMs,
  };
}

function resultsOf(shares: readonly Shares[]): Result[] {
  const after = shares.map(({ afterTurnMs }) => afterTurnMs);
  const beyond = shares.map(({ beyondWaitMs }) => beyondWaitMs);
  const all = shares.map(({ afterTurnMs, beyondWaitMs }) => afterTurnMs + beyondWaitMs);
  const toWire = shares.map(({ voiceToWireMs }) => voiceToWireMs);
  const how = `${shares.length} calls, ${AT_ONCE} at a time, first agent frame on the caller's wire − last speech frame − endpointing wait as it was − provider time`;
  const row = (name: string, value: number, text: string): Result => ({
    name,
    value,
    unit: "ms",
    budget: null,
    how: text,
  });
  return [
    { ...row("our share of voice-to-voice, median", median(after), `${how}; ${spread(after)}`), budget: atMost(3) },
    { ...row("our share of voice-to-voice, p95", quantile(after, 0.95), how), budget: atMost(10) },
    row("of it, the voice's first bytes → the caller's wire, median", median(toWire), spread(toWire)),
    row(
      "the turn's end beyond the policy's wait, median",
      median(beyond),
      `decision − the later of the words' arrival and the last speech frame on the wire with what the policy asks to wait: the detector's frames of 32 ms against the carrier's of 20, its batch, the timer; ${spread(beyond)}`,
    ),
    row("both together, median", median(all), `p95 ${quantile(all, 0.95).toFixed(1)} ms`),
  ];
}
