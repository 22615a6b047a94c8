/** The two transcriber threads that all calls share, and one utterance's way through both. */
import type { Cancellable, Fault, Result } from "@offhook/engine/ports";
import { createWorkerLink } from "../workers/worker-link.ts";
import { judgeClosed } from "./arbitration.ts";
import type { ClosedJob, ClosedWords } from "./closed-worker.ts";
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

const openLink = createWorkerLink<OpenJob, OpenWords>(new URL("./open-worker.ts", import.meta.url), MAX_WAITING);
const closedLink = createWorkerLink<ClosedJob, ClosedWords>(
  new URL("./closed-worker.ts", import.meta.url),
  MAX_WAITING,
);

/** Utterances that wait for the open transcriber. */
export function utterancesWaiting(): number {
  return openLink.waiting;
}

/** Both transcribers in parallel where there is a grammar; the closed one's failure alone costs nothing. */
export function decodeUtterance(utterance: Utterance, done: (result: Result<Decoded>) => void): Cancellable {
  const { audio, line, grammar } = utterance;
  let open: Result<OpenWords> | null = null;
  let closed: Result<ClosedWords> | null = grammar === null ? NO_WORDS : null;
  const settle = () => {
    if (open && closed) done(choose(utterance, open, closed));
  };
  const jobs = [
    openLink.ask(
      { audio, line },
      (result) => {
        open = result;
        settle();
      },
      { urgent: true },
    ),
  ];
  if (grammar !== null) {
    const closedJob = closedLink.ask({ grammar, audio, line }, (result) => {
      closed = result;
      settle();
    });
    jobs.push(closedJob);
  }
  return {
    cancel() {
      for (const job of jobs) job.cancel();
    },
  };
}

/** Open speech only, behind every whole utterance: for words while the caller still speaks. */
export function decodePartial(
  { audio, line, speechMs }: Omit<Utterance, "grammar">,
  done: (text: string) => void,
): Cancellable {
  return openLink.ask({ audio, line }, (result) => {
    if (result.ok) done(plausibleWords(result.value.text, audio, speechMs));
    else done("");
  });
}

/** Compiles a grammar ahead of the answer, and says what is wrong with it. */
export function prepareGrammar(grammar: string, done: (fault: Fault | null) => void): void {
  closedLink.ask({ grammar, audio: null, line: NO_LINE }, (result) => done(result.ok ? null : result.fault));
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

const NO_LINE: LineAround = { beforeMs: 0, afterMs: 0 };

const NO_WORDS: Result<ClosedWords> = { ok: true, value: { words: [], voicedShare: 0, decodeMs: 0 } };

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
  }
  return open.ok ? { ok: true, value: { text, confidence: null, by: "open" } } : open;
}
