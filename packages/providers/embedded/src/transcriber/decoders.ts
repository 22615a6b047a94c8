/** The two transcriber threads that all calls share, and one utterance's way through both. */
import type { Cancellable, Fault, Result } from "@offhook/engine/ports";
import { createWorkerLink, type WorkerLink } from "../workers/worker-link.ts";
import { judgeClosed } from "./arbitration.ts";
import type { ClosedJob, ClosedWords } from "./closed-worker.ts";
import { judgeLone, LONE_WORDS_DEFAULTS, LONE_WORDS_GRAMMAR } from "./lone-words.ts";
import type { LineAround } from "./noise-reduction.ts";
import type { OpenJob, OpenWords } from "./open-worker.ts";
import { plausibleWords } from "./plausible-words.ts";

export interface Utterance {
  /** µ-law with some of the line's own sound on both sides. */
  audio: Uint8Array;
  line: LineAround;
  /** How much of it is speech. */
  speechMs: number;
  /** JSGF, where the answer is expected to be closed. */
  grammar: string | null;
}

export interface Decoded {
  text: string;
  confidence: number | null;
  by: "open" | "closed";
}

/** A whole turn of 20 s decodes in under a second, so this many waiting are the most that can be in time. */
const MAX_WAITING = 64;

/** A decoder's thread, or what stands for it in a measurement. */
export type Asked<Job, Words> = Pick<WorkerLink<Job, Words>, "ask" | "waiting">;

export interface Decoders {
  /** Utterances that wait for the open transcriber. */
  utterancesWaiting(): number;
  /** Both transcribers in parallel where there is a grammar, or a lone word; the closed one's failure alone costs nothing. */
  decodeUtterance(utterance: Utterance, done: (result: Result<Decoded>) => void): Cancellable;
  /** Open speech only, behind every whole utterance: for words while the caller still speaks. */
  decodePartial(utterance: Omit<Utterance, "grammar">, done: (text: string) => void): Cancellable;
  /** Compiles a grammar ahead of the answer, and says what is wrong with it. */
  prepareGrammar(grammar: string, done: (fault: Fault | null) => void): void;
}

/** The threads that all calls of this process share. */
export const openLink = createWorkerLink<OpenJob, OpenWords>(new URL("./open-worker.ts", import.meta.url), MAX_WAITING);
export const closedLink = createWorkerLink<ClosedJob, ClosedWords>(
  new URL("./closed-worker.ts", import.meta.url),
  MAX_WAITING,
);

export function decodersOver(open: Asked<OpenJob, OpenWords>, closed: Asked<ClosedJob, ClosedWords>): Decoders {
  return {
    utterancesWaiting: () => open.waiting,
    decodeUtterance: (utterance, done) => decodeBoth(utterance, open, closed, done),
    decodePartial: ({ audio, line, speechMs }, done) =>
      open.ask({ audio, line }, (result) => {
        done(result.ok ? plausibleWords(result.value.text, audio, speechMs) : "");
      }),
    prepareGrammar: (grammar, done) => {
      closed.ask({ grammar, audio: null, line: NO_LINE }, (result) => done(result.ok ? null : result.fault));
    },
  };
}

function decodeBoth(
  utterance: Utterance,
  openAsked: Asked<OpenJob, OpenWords>,
  closedAsked: Asked<ClosedJob, ClosedWords>,
  done: (result: Result<Decoded>) => void,
): Cancellable {
  const { audio, line } = utterance;
  const grammar = grammarFor(utterance);
  let open: Result<OpenWords> | null = null;
  let closed: Result<ClosedWords> | null = grammar === null ? NO_WORDS : null;
  const settle = () => {
    if (open && closed) done(choose(utterance, open, closed));
  };
  const heardOpen = (result: Result<OpenWords>): void => {
    open = result;
    settle();
  };
  const heardClosed = (result: Result<ClosedWords>): void => {
    closed = result;
    settle();
  };
  const jobs = [openAsked.ask({ audio, line }, heardOpen, { urgent: true })];
  if (grammar !== null) jobs.push(closedAsked.ask({ grammar, audio, line }, heardClosed));
  return {
    cancel() {
      for (const job of jobs) job.cancel();
    },
  };
}

/** The answer's own, or for a lone word the one of lone words. */
function grammarFor({ grammar, speechMs }: Utterance): string | null {
  return grammar ?? (speechMs <= LONE_WORDS_DEFAULTS.upToMs ? LONE_WORDS_GRAMMAR : null);
}

const NO_LINE: LineAround = { beforeMs: 0, afterMs: 0 };

const NO_WORDS: Result<ClosedWords> = { ok: true, value: { words: [], voicedShare: 0, decodeMs: 0 } };

export const sharedDecoders: Decoders = decodersOver(openLink, closedLink);

export function prepareGrammar(grammar: string, done: (fault: Fault | null) => void): void {
  sharedDecoders.prepareGrammar(grammar, done);
}

export function warmOpen(done: (fault: Fault | null) => void): void {
  openLink.ask({ audio: null, line: NO_LINE }, (result) => done(result.ok ? null : result.fault), { urgent: true });
}

/** One decode without an utterance around it, for measuring. */
export function timeDecode(audio: Uint8Array, done: (result: Result<OpenWords>) => void): void {
  openLink.ask({ audio, line: NO_LINE }, done);
}

export async function closeDecoders(): Promise<void> {
  await Promise.all([openLink.close(), closedLink.close()]);
}

function choose(
  { audio, speechMs, grammar }: Utterance,
  open: Result<OpenWords>,
  closed: Result<ClosedWords>,
): Result<Decoded> {
  const text = open.ok ? plausibleWords(open.value.text, audio, speechMs) : "";
  if (closed.ok && grammar !== null) {
    const verdict = judgeClosed({ ...closed.value, grammar, openText: text, speechMs });
    if (verdict.believed)
      return { ok: true, value: { text: verdict.text, confidence: verdict.confidence, by: "closed" } };
  } else if (closed.ok && open.ok && closed.value.words.length > 0) {
    return { ok: true, value: judgeLone({ ...closed.value, openText: text, speechMs }) };
  }
  return open.ok ? { ok: true, value: { text, confidence: null, by: "open" } } : open;
}
