/** The closed transcriber's worker thread: hears what a grammar allows, and how sure it is of each word. */
import { mulawToPcm } from "@offhook/engine/audio";
import createModule, { type Decoder, type SoundSwallowerModule } from "soundswallower";
import { fliteWasmPath, soundswallowerModelBase } from "../models.ts";
import { type Flite, loadFlite } from "../voice/flite.ts";
import { ServedFault, serve } from "../workers/serve.ts";
import { lowerCaseGrammar, wordsOfGrammar } from "./grammar-words.ts";
import { pronounce } from "./pronunciations.ts";

export interface ClosedJob {
  /** JSGF. */
  grammar: string;
  /** µ-law of one utterance; null only checks and compiles the grammar. */
  audio: Uint8Array | null;
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

async function loadDecoder(): Promise<Decoder> {
  const settings = { modelBase: soundswallowerModelBase() } as unknown as Partial<SoundSwallowerModule>;
  const soundswallower = await createModule(settings);
  // Its default rate is 44,100 Hz; at 8,000 it takes the narrow-band features.
  const made = new soundswallower.Decoder({ samprate: 8_000, loglevel: "FATAL" });
  await made.initialize();
  return made;
}

serve("transcriber-failed", async ({ grammar, audio }: ClosedJob): Promise<ClosedWords> => {
  const ready = await decoder;
  const startedMs = performance.now();
  if (compiled !== grammar) compile(ready, grammar);
  const words = audio ? decode(ready, audio) : [];
  return { words, decodeMs: performance.now() - startedMs };
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

function decode(ready: Decoder, audio: Uint8Array): ClosedWord[] {
  const samples = Float32Array.from(mulawToPcm(audio), (sample) => sample / 32_768);
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
