/**
 * For comparing policies in seconds: every decode is made once and kept in `.cache/`, with the time that it took, and
 * time waits while one is made. Two decoders, one job each at a time, as the real threads. The page's figures never
 * come from this, but for the comparison of settings: there the decodes are made anew and take what they take.
 */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock, Result, Transcriber } from "@offhook/engine/ports";
import { embeddedTranscriber } from "@offhook/provider-embedded";
import type { ClosedJob } from "../../packages/providers/embedded/src/transcriber/closed-worker.ts";
import {
  type Asked,
  closedLink,
  decodersOver,
  openLink,
} from "../../packages/providers/embedded/src/transcriber/decoders.ts";
import { openListening } from "../../packages/providers/embedded/src/transcriber/listening.ts";
import type { OpenJob } from "../../packages/providers/embedded/src/transcriber/open-worker.ts";
import { type PacedTranscriber, withOpening } from "./paced-transcriber.ts";

interface Timable {
  audio: Uint8Array | null;
}

interface Timed {
  decodeMs: number;
}

/**
 * A remembered decode counts at most this, whatever else ran when it was made: what it takes on a quiet machine
 * (docs/embedded-speech.md: 93 ms for 3.3 s).
 */
const calmMs = ({ audio }: Timable): number => 20 + 0.03 * ((audio?.length ?? 0) / 8);

/** From posting a job to its answer, beside the decode itself. */
const HOP_MS = 3;

/** Answers by key, shared by all clips of a process; new ones are appended to the file. */
export class Memory {
  private readonly path: string;
  private readonly known = new Map<string, unknown>();

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, "utf8").split("\n")) {
      if (!line.endsWith("}")) continue;
      const { key, value } = JSON.parse(line) as { key: string; value: unknown };
      this.known.set(key, value);
    }
  }

  get(key: string): unknown {
    return this.known.get(key);
  }

  keep(key: string, value: unknown): void {
    this.known.set(key, value);
    appendFileSync(this.path, `${JSON.stringify({ key, value })}\n`);
  }
}

export function rememberedTranscriber(clock: Clock, realFromMs: number, memory: Memory): PacedTranscriber {
  const underWay = new Set<Promise<void>>();
  const open = oneAtATime(clock, memory, openLink, openKey, underWay);
  const closed = oneAtATime(clock, memory, closedLink, closedKey, underWay);
  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  const transcriber: Transcriber = {
    id: "embedded",
    formats: embeddedTranscriber().formats,
    open: (_options, sink) => withOpening(openListening(sink, decodersOver(open, closed)), sink, clock, realFromMs),
  };
  return { ...transcriber, pass: settled, drain: settled };
}

const openKey = ({ audio, line }: OpenJob): string => keyOf(audio, [line.beforeMs, line.afterMs]);
const closedKey = ({ audio, line, grammar }: ClosedJob): string => keyOf(audio, [grammar, line.beforeMs, line.afterMs]);

function keyOf(audio: Uint8Array | null, rest: readonly unknown[]): string {
  const hash = createHash("sha256").update(JSON.stringify(rest));
  if (audio) hash.update(audio);
  return hash.digest("base64url").slice(0, 22);
}

interface Job<Request, Words> {
  request: Request;
  answer: (result: Result<Words>) => void;
  urgent: boolean;
  cancelled: boolean;
}

function oneAtATime<Request extends Timable, Words extends Timed>(
  clock: Clock,
  memory: Memory,
  real: Asked<Request, Words>,
  key: (request: Request) => string,
  underWay: Set<Promise<void>>,
): Asked<Request, Words> {
  const queue: Job<Request, Words>[] = [];
  let busy = false;
  const decoded = (request: Request): Promise<Words> =>
    new Promise((resolve, reject) => {
      const kept = memory.get(key(request)) as Words | undefined;
      if (kept) return resolve(kept);
      real.ask(request, (result) => {
        if (!result.ok) return reject(new Error(result.fault.message));
        memory.keep(key(request), result.value);
        resolve(result.value);
      });
    });
  const next = (): void => {
    const job = busy ? undefined : queue.shift();
    if (!job) return;
    busy = true;
    const work: Promise<void> = decoded(job.request).then((words) => {
      underWay.delete(work);
      const tookMs = Math.min(words.decodeMs, calmMs(job.request));
      clock.at(clock.nowMs() + Math.round(tookMs) + HOP_MS, () => {
        busy = false;
        next();
        if (!job.cancelled) job.answer({ ok: true, value: words });
      });
    });
    underWay.add(work);
  };
  return {
    ask(request, answer, options = {}) {
      const job = { request, answer, urgent: options.urgent ?? false, cancelled: false };
      const firstPatient = job.urgent ? queue.findIndex((other) => !other.urgent) : -1;
      queue.splice(firstPatient < 0 ? queue.length : firstPatient, 0, job);
      next();
      return {
        cancel() {
          job.cancelled = true;
          if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
        },
      };
    },
    get waiting() {
      return queue.length;
    },
  };
}
