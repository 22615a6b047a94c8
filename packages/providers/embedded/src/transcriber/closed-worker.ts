/** The closed transcriber's worker thread: hears what a grammar allows, and how sure it is of each word. */
import { estimatePitch, mulawToPcm } from "@offhook/engine/audio";
import createModule, { type Decoder, type SoundSwallowerModule } from "soundswallower";
import { fliteWasmPath, soundswallowerModelBase } from "../models.ts";
import { type Flite, loadFlite } from "../voice/flite.ts";
import { ServedFault, serve } from "../workers/serve.ts";
import { lowerCaseGrammar, wordsOfGrammar } from "./grammar-words.ts";
import { type LineAround, reduceNoise } from "./noise-reduction.ts";
import { pronounce } from "./pronunciations.ts";

export interface ClosedJob {
  /** JSGF. */
  grammar: string;
  /** µ-law of one utterance; null only checks and compiles the grammar. */
  audio: Uint8Array | null;
  line: LineAround;
}

export interface ClosedWord {
  text: string;
  /** From the start of the job's audio. */
  startMs: number;
  endMs: number;
  /** 0–1. */
  probability: number;
}

export interface ClosedWords {
  words: ClosedWord[];
  /** 0–1: how much of the audio has a pitch, as voices do. */
  voicedShare: number;
  decodeMs: number;
}

/** A segment of soundswallower's alignment: text, begin and duration in seconds, probability. */
interface AlignedWord {
  t: string;
  b: number;
  d: number;
  p: number;
}

/** The words it holds already survive a new grammar, so one decoder serves every call: compiling takes ~1 ms. */
const decoder = loadDecoder();
decoder.catch(() => {});
let flite: Flite | null = null;
let compiled: string | null = null;

/** Single digits in 12 dB of noise keep 38 % of windows above it; a car horn and white noise have 0–3 % (measured). */
const VOICED_FROM = 0.7;
/**
 * Fewer short words put in, more silence allowed between them than by default (0.65 and 0.005): single human digits
 * under a grammar of any number of digits went from 58 to 81 %, words in 15 dB of noise from 40 to 55 % (measured).
 */
const SEARCH = { wip: 0.05, silprob: 0.3 };

async function loadDecoder(): Promise<Decoder> {
  const settings = { modelBase: soundswallowerModelBase() } as unknown as Partial<SoundSwallowerModule>;
  const soundswallower = await createModule(settings);
  // Its default rate is 44,100 Hz; at 8,000 it takes the narrow-band features.
  const made = new soundswallower.Decoder({ samprate: 8_000, loglevel: "FATAL", ...SEARCH });
  await made.initialize();
  return made;
}

serve("transcriber-failed", async ({ grammar, audio, line }: ClosedJob): Promise<ClosedWords> => {
  const ready = await decoder;
  const startedMs = performance.now();
  if (compiled !== grammar) compile(ready, grammar);
  const pcm = audio ? reduceNoise(mulawToPcm(audio), line) : new Int16Array(0);
  const words = audio ? decode(ready, pcm) : [];
  return { words, voicedShare: voicedShare(pcm), decodeMs: performance.now() - startedMs };
});

function compile(ready: Decoder, grammar: string): void {
  compiled = null;
  for (const word of wordsOfGrammar(grammar)) {
    if (ready.lookup_word(word) !== null) continue;
    flite ??= loadFlite(fliteWasmPath());
    const phones = pronounce(flite, word);
    if (phones) ready.add_words([word, phones]);
  }
  try {
    ready.set_grammar(lowerCaseGrammar(grammar));
  } catch (error) {
    throw new ServedFault("transcriber-grammar-invalid", String(error));
  }
  compiled = grammar;
}

function decode(ready: Decoder, pcm: Int16Array): ClosedWord[] {
  const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
  ready.start();
  ready.process_audio(samples, false, true);
  ready.stop();
  if (!ready.get_text()) return [];
  const aligned = ready.get_alignment({ align_level: 0 }) as unknown as { w?: AlignedWord[] };
  return (aligned.w ?? [])
    .filter(({ t }) => /^[a-z0-9]/i.test(t))
    .map(({ t, b, d, p }) => ({
      // `zero(2)` is the second pronunciation of zero.
      text: t.replace(/\(\d+\)$/, ""),
      startMs: Math.round(b * 1_000),
      endMs: Math.round((b + d) * 1_000),
      probability: p,
    }));
}

/** Windows of 40 ms, every 20 ms. */
function voicedShare(pcm: Int16Array): number {
  let windows = 0;
  let voiced = 0;
  for (let at = 0; at + 320 <= pcm.length; at += 160) {
    windows++;
    if (estimatePitch(pcm.subarray(at, at + 320)).voicedness > VOICED_FROM) voiced++;
  }
  return windows > 0 ? voiced / windows : 0;
}
