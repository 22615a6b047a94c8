/** What one call's log says about its clip. */
import type { SpeechFrame } from "@offhook/engine/ports";
import type { Clip } from "./clips.ts";
import type { Noted } from "./one-call.ts";

export interface Outcome {
  /** The call's log. */
  noted: readonly Noted[];
  clip: Clip;
  /** From the labelled onset to `clear`; null: the agent was never paused. */
  clearMs: number | null;
  /** It gave its sentence up, or was not heard again in time. */
  stopped: boolean;
  /** It decided at some moment that it was interrupted. */
  confirmed: boolean;
  /** Its sentence was given up. */
  gaveUp: boolean;
  /** From the onset that the detector saw to the decision. */
  decisionMs: number | null;
  /** Silences of the agent over nothing. */
  dipsMs: number[];
  words: string;
  /** As the core was told, step by step. */
  voicedShares: number[];
  because: string;
  turn: TurnOutcome | null;
  fixed: TurnOutcome | null;
}

export interface TurnOutcome {
  /** Ended before the caller had. */
  cutOff: boolean;
  /** And the agent was heard in the caller's words. */
  heardOver: boolean;
  /** From the labelled end of speech; null: it never ended. */
  waitMs: number | null;
  because: string;
}

export function outcomeOf(clip: Clip, noted: readonly Noted[], frames: readonly SpeechFrame[]): Outcome {
  const after = noted.filter((one) => one.atMs > clip.onsetMs);
  const decisions = after.filter((one) => one.kind === "decision");
  const first = (...types: string[]): Noted | undefined => decisions.find((one) => types.includes(one.type));
  const paused = first("agent-paused");
  const decision = first("interruption-confirmed", "false-interruption");
  const stop = first("interruption-confirmed", "speech-dropped");
  const dips = decisions.filter((one) => one.type === "false-interruption");
  const texts = after.filter((one) => one.type.startsWith("transcript-")).map((one) => String(one.data.text));
  const shares = after.filter((one) => one.type.startsWith("caller-speech-") && one.data.voicedShare !== undefined);
  const gaveUp = first("speech-dropped") !== undefined;
  const pauses = decisions.filter((one) => one.type === "agent-paused");
  return {
    clip,
    noted,
    clearMs: paused ? paused.atMs - clip.onsetMs : null,
    stopped: gaveUp || dips.some((dip, at) => silentSinceOnsetMs(dip, pauses[at]) > HEARD_AGAIN_MS),
    confirmed: stop !== undefined,
    gaveUp,
    decisionMs: decision && paused ? decision.atMs - paused.atMs + Number(paused.data.speechMs) : null,
    dipsMs: dips.map((one) => Number(one.data.pausedMs)),
    words: texts.join(" / "),
    voicedShares: shares.map((one) => Number(one.data.voicedShare)),
    because: decisions
      .filter((one) => ["interruption-confirmed", "false-interruption"].includes(one.type))
      .map((one) => `${one.type === "interruption-confirmed" ? "stopped" : "resumed"}: ${String(one.data.because)}`)
      .join(", "),
    turn: clip.className === "turn" ? turnOf(clip, noted) : null,
    fixed: clip.className === "turn" ? fixedTurn(clip, frames) : null,
  };
}

/** 700 ms to decide and 300 ms to be heard again. */
const HEARD_AGAIN_MS = 1_000;

function silentSinceOnsetMs(dip: Noted, pause: Noted | undefined): number {
  return Number(dip.data.pausedMs) + Number(pause?.data.speechMs ?? 0);
}

function turnOf(clip: Clip, noted: readonly Noted[]): TurnOutcome {
  const ends = noted.filter((one) => one.kind === "decision" && one.type === "turn-ended" && one.atMs > clip.onsetMs);
  const early = ends.find((one) => one.atMs < clip.endMs);
  const last = ends.find((one) => one.atMs >= clip.endMs);
  const sent = noted.some(
    (one) => one.type === "audio-sent" && early && one.atMs > early.atMs && one.atMs < clip.endMs,
  );
  return {
    cutOff: early !== undefined,
    heardOver: sent,
    waitMs: last ? last.atMs - clip.endMs : null,
    because: ends
      .map((one) => `${String(one.data.because)}@${one.atMs - clip.endMs} "${String(one.data.text)}"`)
      .join(", "),
  };
}

const STARTS_AT = 0.5;
const GOES_ON_AT = 0.35;
const FIXED_MS = 700;

/** The same detector with one rule: the turn is over after 700 ms without speech. */
export function fixedTurn(clip: Clip, frames: readonly SpeechFrame[]): TurnOutcome {
  let speaking = false;
  let speechEndMs: number | null = null;
  let cutOff = false;
  for (const { audioMs, durationMs, probability } of frames) {
    const seenMs = audioMs + durationMs;
    if (seenMs < clip.onsetMs) continue;
    if (probability >= (speaking ? GOES_ON_AT : STARTS_AT)) {
      speaking = true;
      speechEndMs = seenMs;
    } else if (speechEndMs !== null && seenMs - speechEndMs >= FIXED_MS) {
      speaking = false;
      if (seenMs >= clip.endMs) return { cutOff, heardOver: cutOff, waitMs: seenMs - clip.endMs, because: "fixed" };
      cutOff = true;
      speechEndMs = null;
    }
  }
  return { cutOff, heardOver: cutOff, waitMs: null, because: "fixed" };
}
