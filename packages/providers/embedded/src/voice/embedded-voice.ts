/**
 * The embedded voice: English, from flite, without a key or a network. All calls share one worker thread and one cache.
 * Pauses at the ends are trimmed, because silence between clauses belongs to the conversation.
 */

import {
  type Cancellable,
  type Fault,
  type Result,
  TELEPHONE_FORMAT,
  type Voice,
  type VoiceRequest,
  type VoiceSink,
} from "@offhook/engine/ports";
import { embeddedFault } from "../faults.ts";
import { createWorkerLink } from "../workers/worker-link.ts";
import type { FliteVoice } from "./flite.ts";
import { speakableText } from "./speakable-text.ts";
import { createSpeechCache } from "./speech-cache.ts";
import type { VoiceJob, VoiceSpeech } from "./voice-worker.ts";

export interface EmbeddedVoiceOptions {
  /** `slt` is a woman's voice (default), `rms` a man's, `kal16` a man's in a robotic tone, and the quickest. */
  voice?: FliteVoice;
}

/** 8 MB are 17 minutes of speech: greetings, fillers and the questions of several assistants. */
const CACHE_BYTES = 8 * 1_024 * 1_024;
/** flite's durations stay natural within these; it would accept more. */
const MIN_SPEED = 0.5;
const MAX_SPEED = 2;

const link = createWorkerLink<VoiceJob, VoiceSpeech>(new URL("./voice-worker.ts", import.meta.url));
const cache = createSpeechCache(CACHE_BYTES);

export function embeddedVoice(options: EmbeddedVoiceOptions = {}): Voice {
  const voice = options.voice ?? "slt";
  return {
    id: `embedded/${voice}`,
    formats: [TELEPHONE_FORMAT],
    synthesize: (request, sink) => synthesize(voice, request, sink),
  };
}

/** Ends the thread; the next sentence starts a new one. */
export function closeVoice(): Promise<void> {
  return link.close();
}

/** One sentence past the cache, for measuring and loading ahead. */
export function speakUncached(text: string, done: (result: Result<VoiceSpeech>) => void): void {
  link.ask({ voice: "slt", text, speed: 1 }, done);
}

function synthesize(voice: FliteVoice, request: VoiceRequest, sink: VoiceSink): Cancellable {
  const guarded = guard(sink);
  const speakable = speakableText(request.text);
  const refusal = refusalOf(request) ?? (speakable.ok ? null : embeddedFault(speakable.code));
  if (refusal || !speakable.ok) {
    queueMicrotask(() => guarded.sink.fault(refusal as Fault));
    return guarded;
  }
  const speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, request.speed));
  const key = `${voice}|${speed}|${speakable.text}`;
  const known = cache.get(key);
  if (known) {
    // Answers are never given before the request has returned.
    queueMicrotask(() => deliver({ ok: true, value: known }, guarded.sink));
    return guarded;
  }
  const job = link.ask({ voice, text: speakable.text, speed }, (result) => {
    if (result.ok) cache.set(key, result.value);
    deliver(result, guarded.sink);
  });
  return {
    cancel() {
      guarded.cancel();
      job.cancel();
    },
  };
}

function refusalOf({ language, format }: VoiceRequest): Fault | null {
  if (!/^en\b/i.test(language)) return embeddedFault("voice-language-unsupported", `Asked for: ${language}.`);
  if (format.encoding !== TELEPHONE_FORMAT.encoding || format.sampleRateHz !== TELEPHONE_FORMAT.sampleRateHz) {
    return embeddedFault("voice-format-unsupported", `Asked for: ${format.encoding} ${format.sampleRateHz} Hz.`);
  }
  return null;
}

function deliver(result: Result<VoiceSpeech>, sink: VoiceSink): void {
  if (!result.ok) {
    sink.fault(result.fault);
    return;
  }
  if (result.value.words) sink.words(result.value.words);
  // A copy, because the cache's own bytes must outlive whatever the playout does to them.
  sink.audio(result.value.audio.slice());
  sink.done();
}

/** A sink that falls silent once cancelled, even from inside one of its own calls. */
function guard(sink: VoiceSink): Cancellable & { sink: VoiceSink } {
  let live = true;
  return {
    sink: {
      words: (words) => live && sink.words(words),
      audio: (bytes) => live && sink.audio(bytes),
      done: () => live && sink.done(),
      fault: (fault) => live && sink.fault(fault),
    },
    cancel() {
      live = false;
    },
  };
}
