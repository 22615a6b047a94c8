/**
 * One caller's session: decides which stretch of the caller's audio is decoded, and when. All times are places in the
 * caller's stream; no clock is read, so the same audio and hints give the same requests.
 */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { Cancellable, Expectation, Heard, TranscriberSession, TranscriberSink } from "@offhook/engine/ports";
import { isClosed } from "./arbitration.ts";
import { type CallerAudio, createCallerAudio } from "./caller-audio.ts";
import { type Decoders, sharedDecoders } from "./decoders.ts";

export const LISTENING_DEFAULTS = Object.freeze({
  /** Moonshine needs ~160 ms of the line's own sound on both sides (measured); a VAD notices onsets late, too. */
  leadMs: 240,
  /** The detector sees ends some 70 ms late, and that much of the line is within what it took for speech. */
  tailMs: 96,
  /** Under a grammar of any number of digits 96 ms cost 9 of 100 right answers (measured). */
  closedTailMs: 160,
  /** Kept while nobody speaks (80 kB): hints come late, above all when audio is replayed after another's fault. */
  idleKeepMs: 10_000,
  /** Dropped in pieces of this length, because every drop moves what is kept. */
  idleDropMs: 1_000,
  partialEveryMs: 400,
  partialWindowMs: 6_000,
  /** No partials while as many utterances of other calls wait. */
  partialsUpToWaiting: 2,
  /** Longer speech is decoded in parts: memory and the time of one decode stay bounded. */
  maxUtteranceMs: 20_000,
  /** The part ends at the quietest place of its last stretch. */
  splitSearchMs: 3_000,
});

interface Speech {
  /** First sample that is decoded. */
  fromMs: number;
  /** Where the VAD says that speech began. */
  startMs: number;
  /** Null while the caller speaks. */
  pausedMs: number | null;
  /** The decode of the pause was asked for. */
  asked: boolean;
  lastPartialMs: number;
}

interface Listening {
  sink: TranscriberSink;
  decoders: Decoders;
  audio: CallerAudio;
  expectation: Expectation | null;
  speech: Speech | null;
  /** Audio before this belongs to an earlier final. */
  doneMs: number;
  partial: Cancellable | null;
  whole: Cancellable | null;
  open: boolean;
}

export function openListening(sink: TranscriberSink, decoders: Decoders = sharedDecoders): TranscriberSession {
  const state: Listening = {
    sink,
    decoders,
    audio: createCallerAudio(),
    expectation: null,
    speech: null,
    doneMs: Number.NEGATIVE_INFINITY,
    partial: null,
    whole: null,
    open: true,
  };
  return {
    push(audio, audioMs) {
      if (!state.open) return;
      state.audio.append(audio, audioMs);
      advance(state);
    },
    expect(expectation) {
      const known = state.expectation?.grammar;
      state.expectation = expectation;
      if (!state.open || !isClosed(expectation) || expectation.grammar === known) return;
      // Unknown words get their pronunciation now, not while the caller waits. A bad grammar leaves open speech.
      decoders.prepareGrammar(expectation.grammar, () => {});
    },
    speechStarted: (audioMs) => state.open && startSpeech(state, audioMs),
    speechPaused: (audioMs) => state.open && pauseSpeech(state, audioMs),
    close() {
      state.open = false;
      state.partial?.cancel();
      state.whole?.cancel();
    },
  };
}

function startSpeech(state: Listening, audioMs: number): void {
  if (state.speech) {
    // The pause was only a breath: a decode under way becomes a partial, and the next pause decodes the whole again.
    state.speech.pausedMs = null;
    state.speech.asked = false;
    return;
  }
  const fromMs = Math.max(state.audio.startMs, state.doneMs, audioMs - LISTENING_DEFAULTS.leadMs);
  state.speech = { fromMs, startMs: audioMs, pausedMs: null, asked: false, lastPartialMs: audioMs };
  advance(state);
}

function pauseSpeech(state: Listening, audioMs: number): void {
  // A pause without a start: the start was before this session, whose audio is replayed to it.
  if (!state.speech) startSpeech(state, Math.max(state.audio.startMs, state.doneMs));
  if (!state.speech) return;
  state.speech.pausedMs = audioMs;
  state.speech.asked = false;
  advance(state);
}

/** What the audio so far makes due. */
function advance(state: Listening): void {
  const { speech, audio } = state;
  const limits = LISTENING_DEFAULTS;
  if (!speech) {
    const keepFromMs = audio.endMs - limits.idleKeepMs;
    if (keepFromMs - audio.startMs >= limits.idleDropMs) audio.dropBefore(keepFromMs);
  } else if (speech.pausedMs !== null) {
    if (!speech.asked && audio.endMs >= speech.pausedMs + tailMsOf(state))
      decodeAtPause(state, speech, speech.pausedMs);
  } else if (audio.endMs - speech.fromMs >= limits.maxUtteranceMs) {
    splitSpeech(state, speech);
  } else if (audio.endMs - speech.lastPartialMs >= limits.partialEveryMs) {
    askPartial(state, speech);
  }
}

function decodeAtPause(state: Listening, speech: Speech, pausedMs: number): void {
  speech.asked = true;
  state.whole?.cancel();
  state.partial?.cancel();
  state.partial = null;
  state.whole = askWhole(state, speech, pausedMs, (heard) => {
    state.sink.partial(heard);
    const resumed = state.speech !== speech || speech.pausedMs !== pausedMs;
    if (resumed || !state.open) return;
    endSpeech(state, pausedMs);
    state.sink.final({ ...heard, endOfTurn: false });
  });
}

/** The speech up to its quietest place becomes a final; the rest goes on as speech of its own. */
function splitSpeech(state: Listening, speech: Speech): void {
  const splitMs = quietestPlace(state.audio, state.audio.endMs - LISTENING_DEFAULTS.splitSearchMs);
  state.whole?.cancel();
  // Not kept for cancelling: the final of this part is due whatever comes after it.
  askWhole(state, speech, splitMs, (heard) => state.sink.final({ ...heard, endOfTurn: false }));
  state.whole = null;
  state.doneMs = splitMs;
  state.audio.dropBefore(splitMs);
  state.speech = { ...speech, fromMs: splitMs, startMs: splitMs, lastPartialMs: state.audio.endMs };
}

function askWhole(state: Listening, speech: Speech, endMs: number, done: (heard: Heard) => void): Cancellable {
  const tailMs = tailMsOf(state);
  const audio = state.audio.slice(speech.fromMs, endMs + tailMs);
  const grammar = isClosed(state.expectation) ? state.expectation.grammar : null;
  const speechMs = Math.max(0, endMs - speech.startMs);
  const afterMs = speech.pausedMs === null ? 0 : tailMs;
  const line = { beforeMs: speech.startMs - speech.fromMs, afterMs };
  return state.decoders.decodeUtterance({ audio, line, speechMs, grammar }, (result) => {
    if (!state.open) return;
    if (result.ok) done({ ...result.value, startAudioMs: speech.startMs, endAudioMs: endMs });
    else state.sink.fault(result.fault);
  });
}

const tailMsOf = ({ expectation }: Listening): number =>
  isClosed(expectation) ? LISTENING_DEFAULTS.closedTailMs : LISTENING_DEFAULTS.tailMs;

function endSpeech(state: Listening, pausedMs: number): void {
  state.speech = null;
  // Half of the tail stays with what was heard, half may be the next onset's lead.
  state.doneMs = pausedMs + tailMsOf(state) / 2;
  state.audio.dropBefore(state.doneMs);
}

function askPartial(state: Listening, speech: Speech): void {
  speech.lastPartialMs = state.audio.endMs;
  if (state.partial || state.decoders.utterancesWaiting() >= LISTENING_DEFAULTS.partialsUpToWaiting) return;
  const endMs = state.audio.endMs;
  const fromMs = Math.max(speech.fromMs, endMs - LISTENING_DEFAULTS.partialWindowMs);
  const startAudioMs = Math.max(fromMs, speech.startMs);
  const audio = state.audio.slice(fromMs, endMs);
  const line = { beforeMs: startAudioMs - fromMs, afterMs: 0 };
  state.partial = state.decoders.decodePartial({ audio, line, speechMs: endMs - startAudioMs }, (text) => {
    state.partial = null;
    if (!state.open || text === "") return;
    state.sink.partial({ text, startAudioMs, endAudioMs: endMs, confidence: null, by: "open" });
  });
}

/** The middle of the quietest 40 ms from there on. */
function quietestPlace(audio: CallerAudio, fromMs: number): number {
  const windowMs = 40;
  let quietest = { atMs: fromMs, levelDb: Number.POSITIVE_INFINITY };
  for (let atMs = fromMs; atMs + windowMs <= audio.endMs; atMs += windowMs / 2) {
    const levelDb = levelDbOfMulaw(audio.slice(atMs, atMs + windowMs));
    if (levelDb < quietest.levelDb) quietest = { atMs, levelDb };
  }
  return quietest.atMs + windowMs / 2;
}
