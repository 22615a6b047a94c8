/** Where the sounds come from: recordings where they are at hand, voices and made sounds otherwise. 8 kHz, trimmed. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, extname, join as joinPath } from "node:path";
import { levelDbOfPcm, mulawToPcm, parseWav, resample, samplesIn } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT, type WordTime } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";
import { speak } from "@offhook/provider-embedded/testing";

export type ClassName = "speech" | "backchannel" | "cough" | "door" | "television" | "street" | "household" | "turn";

export interface Source {
  /** One recording, one sentence of one voice, or one seed. */
  id: string;
  className: ClassName;
  kind: string;
  origin: "real" | "made";
  /** Who or what makes the sound: sources of one speaker fall on one side of the split where there are several. */
  group: string;
  /** The voice that asks the opening question before it; null: any. */
  speaker: string | null;
  pcm: Int16Array;
}

const root = joinPath(import.meta.dirname, "..", "..");
export const FOLDERS = {
  shared: joinPath(root, "..", "shared", "audio"),
  pocketsphinx: "/usr/share/pocketsphinx/test/data",
  asterisk: "/usr/share/asterisk/sounds",
  asteriskMusic: "/usr/share/asterisk/moh",
  /** A folder of one's own: `cough/*.wav`, `street/*.wav` and so on. */
  own: process.env.OFFHOOK_RECORDINGS ?? "",
};

export function recordingsIn(folder: string): string[] {
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => [".wav", ".raw"].includes(extname(name)))
    .sort()
    .map((name) => joinPath(folder, name));
}

/** 8 kHz, one channel; null where the file is of another kind. Raw files are 16 kHz, as pocketsphinx wants them. */
export function readRecording(path: string): Int16Array | null {
  const bytes = readFileSync(path);
  if (extname(path) === ".raw") {
    const pcm = new Int16Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length - (bytes.length % 2)),
    );
    return trimmed(toTelephone(pcm, 16_000));
  }
  const wav = parseWav(bytes);
  if (!wav.ok) return null;
  const { pcm, channels, sampleRateHz } = wav.value;
  const mono = channels === 1 ? pcm : pcm.filter((_, index) => index % 2 === 0);
  return trimmed(toTelephone(mono, sampleRateHz));
}

function toTelephone(pcm: Int16Array, rateHz: number): Int16Array {
  if (rateHz === 8_000) return pcm;
  if (rateHz === 16_000 || rateHz === 24_000) return resample(pcm, rateHz, 8_000);
  return atSpeed(pcm, rateHz / 8_000);
}

/** Faster and higher, or slower and lower, by straight lines between samples. */
export function atSpeed(pcm: Int16Array, speed: number): Int16Array {
  return Int16Array.from({ length: Math.floor((pcm.length - 1) / speed) }, (_, index) => {
    const place = index * speed;
    const before = Math.floor(place);
    const here = pcm[before] as number;
    return Math.round(here + (place - before) * ((pcm[before + 1] ?? here) - here));
  });
}

const STEP = 80;
/** Quieter than this against the sound's own level is its silence. */
const SILENT_BELOW_DB = -26;

/** From the first to the last 10 ms in which something is to be heard. */
export function trimmed(pcm: Int16Array): Int16Array {
  const active = activity(pcm);
  const from = active.indexOf(true);
  const to = active.lastIndexOf(true);
  return from < 0 ? pcm : pcm.slice(from * STEP, (to + 1) * STEP);
}

/** For each 10 ms: is the sound there? Short dips, as stop consonants make them, are not silence to anybody. */
export function activity(pcm: Int16Array): boolean[] {
  const levels = Array.from({ length: Math.floor(pcm.length / STEP) }, (_, at) =>
    levelDbOfPcm(pcm.subarray(at * STEP, (at + 1) * STEP)),
  );
  const loud = [...levels].sort((one, other) => other - one)[Math.floor(levels.length * 0.1)] ?? 0;
  return levels.map((level) => level > loud + SILENT_BELOW_DB - 4);
}

export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Silences of at least `leastMs` inside the sound. */
export function pausesIn(pcm: Int16Array, leastMs = 200): Stretch[] {
  const active = activity(pcm);
  const pauses: Stretch[] = [];
  let since = -1;
  active.forEach((on, at) => {
    if (!on && since < 0) since = at;
    if (on && since >= 0) {
      if ((at - since) * 10 >= leastMs && since > 0) pauses.push({ fromMs: since * 10, toMs: at * 10 });
      since = -1;
    }
  });
  return pauses;
}

// ── Voices ───────────────────────────────────────────────────────────────────────────────────────────────────────────

export const FLITE = ["slt", "rms", "kal16"] as const;
/** Of espeak-ng, where it is installed: another throat each. */
const ESPEAK = ["en-us+m1", "en-us+m4", "en-us+m7", "en-us+f2", "en-us+f4", "en-gb+m3", "en-gb-scotland+f3"];

export const hasEspeak = succeeds(() => execFileSync("espeak-ng", ["--version"], { stdio: "pipe" }));
export const VOICES: readonly string[] = [
  ...FLITE.map((voice) => `flite ${voice}`),
  ...(hasEspeak ? ESPEAK.map((voice) => `espeak ${voice}`) : []),
];

const spoken = new Map<string, Promise<Int16Array>>();

export function sayAs(voice: string, text: string): Promise<Int16Array> {
  const key = `${voice}\n${text}`;
  const known = spoken.get(key) ?? synthesize(voice, text);
  spoken.set(key, known);
  return known;
}

async function synthesize(voice: string, text: string): Promise<Int16Array> {
  const [engine, name] = voice.split(" ") as [string, string];
  if (engine === "flite") return trimmed(await speak(text, name as (typeof FLITE)[number]));
  const bytes = execFileSync("espeak-ng", ["-v", name, "-s", "160", "--stdout", text], { maxBuffer: 1 << 24 });
  // A stream's header promises more bytes than there are.
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const rateHz = view.getUint32(24, true);
  const pcm = Int16Array.from({ length: (bytes.length - 44) >> 1 }, (_, at) => view.getInt16(44 + at * 2, true));
  return trimmed(rateHz === 22_050 ? toTelephone(halved(pcm), rateHz / 2) : toTelephone(pcm, rateHz));
}

/**
 * One sentence in one breath, cut open after the words that `|` follows in the text: the speech before such a pause
 * sounds unfinished, as it does with people, and not like a sentence of its own.
 */
export async function sayInParts(voice: string, text: string): Promise<Int16Array[]> {
  const words = text.split(/\s+/).filter((word) => !/^\|+$/.test(word));
  const cutsAfter: number[] = [];
  for (const part of text.split(/\s*\|+\s*/).slice(0, -1))
    cutsAfter.push((cutsAfter.at(-1) ?? 0) + part.split(/\s+/).length);
  const { pcm, times } = await timedSpeech(voice, words.join(" "));
  const edges = [0, ...cutsAfter.map((count) => samplesIn(times[count - 1]?.endMs ?? 0)), pcm.length];
  return edges.slice(1).map((edge, at) => trimmed(pcm.slice(edges[at], edge)));
}

function timedSpeech(voice: string, text: string): Promise<{ pcm: Int16Array; times: WordTime[] }> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    const times: WordTime[] = [];
    embeddedVoice({ voice: voice.split(" ")[1] as (typeof FLITE)[number] }).synthesize(
      { text, language: "en", format: TELEPHONE_FORMAT, speed: 1 },
      {
        audio: (bytes) => void pieces.push(bytes),
        words: (words) => void times.push(...words),
        done: () => resolve({ pcm: mulawToPcm(Buffer.concat(pieces)), times }),
        fault: (fault) => reject(new Error(fault.message)),
      },
    );
  });
}

/** Every second sample, after a low-pass that keeps what a telephone carries. */
function halved(pcm: Int16Array): Int16Array {
  return Int16Array.from({ length: pcm.length >> 1 }, (_, at) => {
    const one = (offset: number): number => pcm[at * 2 + offset] ?? 0;
    return Math.round(0.5 * one(0) + 0.29 * (one(-1) + one(1)) - 0.04 * (one(-3) + one(3)));
  });
}

function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

export const nameOf = (path: string): string => basename(path, extname(path));
