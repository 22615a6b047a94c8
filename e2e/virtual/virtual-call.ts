/** A live call on a virtual line: the twin, the carrier and the call's shell in one process, with scripted providers and no socket. */
import { connectStream, TwilioSession, twiml } from "@offhook/carrier-twilio";
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import { type CallParts, LiveCall, loadClassifier, VoiceCache } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { LogItem, Model, RealtimeModel, Tool, Transcriber, Voice, WordTime } from "@offhook/engine/ports";
import { energySpeechDetector } from "@offhook/provider-embedded";
import { FRONT_DESK } from "@offhook/server/assistants";
import {
  type CallerEar,
  type LineScript,
  memoryHttp,
  memorySockets,
  TwilioTwin,
  type TwinCall,
  VirtualClock,
} from "@offhook/twin-twilio";

// Virtual time does not wait for modules.
await Promise.all([loadClassifier("en"), loadClassifier("ru")]);

export interface VirtualCall {
  clock: VirtualClock;
  twinCall: TwinCall;
  live: LiveCall;
  log: LogItem[];
  /** Interleaved 16-bit samples, caller left. */
  recorded(): Int16Array;
  finished(): boolean;
}

/** Each clause is noise of its own, as long as its text: nothing else sounds like it. */
export function noiseOf(text: string): Uint8Array {
  const durationMs = Math.round((text.length / 14) * 1_000);
  const seed = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7);
  return pcmToMulaw(noise({ durationMs, levelDb: -20, seed }));
}

/** `wordsOf`: when it says each word; left out, it does not know. */
export function noiseVoice(clock: VirtualClock, wordsOf?: (text: string) => readonly WordTime[]): Voice {
  return {
    id: "scripted/noise",
    formats: [],
    synthesize({ text }, sink) {
      const timer = clock.at(clock.nowMs() + 40, () => {
        if (wordsOf) sink.words(wordsOf(text));
        sink.audio(noiseOf(text));
        sink.done();
      });
      return { cancel: () => timer.cancel() };
    },
  };
}

/** Whatever is said, it understands these words, 150 ms after the pause. */
export function deafTranscriber(clock: VirtualClock, understands: string | (() => string)): Transcriber {
  return {
    id: "scripted/deaf",
    formats: [],
    open(_, sink) {
      let startMs = 0;
      return {
        push: () => {},
        expect: () => {},
        speechStarted: (audioMs) => {
          startMs = audioMs;
        },
        speechPaused: (audioMs) => {
          const text = typeof understands === "string" ? understands : understands();
          const words = { text, startAudioMs: startMs, endAudioMs: audioMs, confidence: 1 };
          clock.at(clock.nowMs() + 150, () => sink.final({ ...words, endOfTurn: false }));
        },
        close: () => {},
      };
    },
  };
}

export function talkativeModel(clock: VirtualClock, text: () => string): Model {
  return {
    id: "scripted/talkative",
    generate(_, sink) {
      const timer = clock.at(clock.nowMs() + 200, () => {
        sink.text(text());
        sink.done({ because: "stop", usage: null });
      });
      return { cancel: () => timer.cancel() };
    },
  };
}

export interface VirtualOptions {
  callId?: string;
  caller: CallerEar;
  transcriber(clock: VirtualClock): Transcriber;
  model(clock: VirtualClock): Model;
  assistant?: Partial<AssistantDefinition>;
  line?: LineScript;
  /** A stream that ended is followed by another of the same call. */
  resumes?: boolean;
  voices?(clock: VirtualClock): Voice[];
  /** Asked after the first of their kind. */
  moreTranscribers?(clock: VirtualClock): Transcriber[];
  moreModels?(clock: VirtualClock): Model[];
  realtime?(clock: VirtualClock): RealtimeModel[];
  tools?: readonly Tool[];
  cache?: VoiceCache;
  control?: Partial<CallParts["control"]>;
}

/** Places the call; it begins once the clock moves. */
export async function virtualCall(options: VirtualOptions): Promise<VirtualCall> {
  const clock = new VirtualClock();
  const log: LogItem[] = [];
  const chunks: Int16Array[] = [];
  let live: LiveCall | undefined;
  let over = false;
  let streams = 0;
  const sockets = memorySockets((_, peer) => {
    const session: TwilioSession = new TwilioSession({
      clock,
      transport: peer,
      onStart: (_start, leg) => {
        streams += 1;
        if (live) return session.accept(live.attach(leg, { epoch: streams, resumed: true }));
        const parts = partsOf(clock, options, { log, chunks, finished: () => (over = true) });
        live = new LiveCall(parts);
        live.start();
        session.accept(live.attach(leg, { epoch: streams, resumed: false }));
        beat(clock, live, () => over);
      },
    });
    return { text: (text) => session.receive(text), closed: () => session.transportClosed() };
  });
  const url = "wss://voice.example.com/twilio/media";
  const action = options.resumes ? "https://voice.example.com/twilio/resume" : undefined;
  const answer = twiml(connectStream({ url, action }));
  const http = memoryHttp(async () => ({ status: 200, headers: { "content-type": "text/xml" }, body: answer }), clock);
  const twin = new TwilioTwin({ clock, http, sockets, seed: 1 });
  const twinCall = twin.placeCall({
    from: "+15550001111",
    to: "+15550002222",
    voiceUrl: "https://voice.example.com/twilio/voice",
    caller: options.caller,
    ...(options.line ? { line: options.line } : {}),
  });
  await clock.runUntil(() => live !== undefined, 5_000);
  if (!live) throw new Error("The call was not answered");
  return { clock, twinCall, live, log, recorded: () => joined(chunks), finished: () => over };
}

/** The worker's ticker, in virtual time. */
export function beat(clock: VirtualClock, live: LiveCall, over: () => boolean): void {
  clock.at(clock.nowMs() + 20, () => {
    if (over()) return;
    live.tick();
    beat(clock, live, over);
  });
}

export function partsOf(
  clock: VirtualClock,
  options: VirtualOptions,
  out: { log: LogItem[]; chunks: Int16Array[]; finished(): void },
): CallParts {
  const assistant = { ...FRONT_DESK, flows: [], tools: [], model: [{ provider: "scripted" }], ...options.assistant };
  return {
    pin: {
      callId: options.callId ?? "call_virtual",
      engineVersion: "0.1.0",
      assistantId: "asst_virtual",
      assistantVersion: 1,
      assistant,
      direction: "inbound",
      carrier: "twin",
      from: "+15550001111",
      to: "+15550002222",
      variables: {},
      startedAt: "2026-01-05T11:00:00+02:00",
      seed: 1,
    },
    clock,
    startedAtMs: clock.nowMs(),
    log: { append: (items) => void out.log.push(...items), flush: async () => ({ ok: true, value: true }) },
    effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
    transcribers: [options.transcriber(clock), ...(options.moreTranscribers?.(clock) ?? [])],
    voices: options.voices?.(clock) ?? [noiseVoice(clock)],
    models: [options.model(clock), ...(options.moreModels?.(clock) ?? [])],
    realtime: options.realtime?.(clock) ?? [],
    tools: options.tools ?? [],
    detector: energySpeechDetector(),
    cache: options.cache ?? new VoiceCache(),
    recording: () => ({ writtenMs: 0, write: (samples) => void out.chunks.push(samples), close: () => {} }),
    control: { hangUp: () => {}, transfer: () => {}, finished: out.finished, ...options.control },
  };
}

function joined(chunks: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
