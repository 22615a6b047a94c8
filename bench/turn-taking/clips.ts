/** Sources become clips on a telephone line: level, speed, noise and the place in the agent's answer vary by a seed. */
import { join, mixPcm, noise, pcmToMulaw, seededRandom, silence } from "@offhook/engine/audio";
import { atLevel } from "./made-sounds.ts";
import { activity, atSpeed, type ClassName, pausesIn, type Source, type Stretch } from "./sources.ts";

export interface Clip {
  id: number;
  className: ClassName;
  kind: string;
  origin: Source["origin"];
  sourceId: string;
  heldOut: boolean;
  /** µ-law, 8 kHz, from the call's first moment. */
  audio: Uint8Array;
  /** Where the opening question ends: the agent's answer begins after it. Zero: there is none. */
  openingEndMs: number;
  onsetMs: number;
  endMs: number;
  /** Silences of 200 ms and more within the sound. */
  pauses: Stretch[];
  /** What was done to it, for looking into failures. */
  made: { levelDb: number; speed: number; noiseDb: number; callerDb: number };
}

/** How loud each class is beside the caller's own voice, in dB: a television across the room, a cough into the handset. */
export const BESIDE_CALLER_DB: Record<ClassName, readonly [number, number]> = {
  speech: [-5, 6],
  backchannel: [-9, 1],
  cough: [-6, 7],
  door: [-14, 4],
  television: [-26, -11],
  street: [-24, -3],
  household: [-22, -6],
  turn: [-3, 3],
};
const LEAD_MS = 500;
const QUIET_LINE_DB = -62;

export function makeClips(sources: readonly Source[], openings: Map<string, Int16Array>, perClass: number): Clip[] {
  const classes = [...new Set(sources.map((one) => one.className))];
  const clips: Clip[] = [];
  for (const className of classes) {
    // Recordings first, each at least once; then all again, augmented otherwise, until there are enough.
    const mine = sources.filter((one) => one.className === className);
    const count = Math.max(perClass, mine.length);
    for (let at = 0; at < count; at++) clips.push(makeClip(mine[at % mine.length] as Source, openings, clips.length));
  }
  return clips;
}

function makeClip(source: Source, openings: Map<string, Int16Array>, id: number): Clip {
  const random = seededRandom(id * 2_654_435 + 17);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const [low, high] = BESIDE_CALLER_DB[source.className];
  const callerDb = between(-29, -17);
  const levelDb = Math.min(-11, callerDb + between(low, high));
  const speed = between(0.92, 1.1);
  const noiseDb = random() < 0.4 ? QUIET_LINE_DB : callerDb - between(15, 32);
  const sound = atLevel(atSpeed(source.pcm, speed), levelDb);
  const opening = source.className === "turn" ? null : openingOf(source, openings, random);
  const before = opening
    ? join(silence(LEAD_MS), atLevel(opening, callerDb), silence(between(1_700, 6_000)))
    : silence(between(1_500, 2_200));
  const openingEndMs = opening ? LEAD_MS + opening.length / 8 : 0;
  const tailMs = source.className === "turn" ? 3_500 : 2_600;
  const clean = join(before, sound, silence(tailMs));
  const line = coloured(id, clean.length / 8, noiseDb);
  const startMs = before.length / 8;
  const active = activity(sound);
  return {
    ...{ id, className: source.className, kind: source.kind, origin: source.origin, sourceId: source.id },
    heldOut: hash(source.group) % 2 === 1,
    audio: pcmToMulaw(mixPcm(clean, line)),
    openingEndMs,
    onsetMs: startMs + Math.max(0, active.indexOf(true)) * 10,
    endMs: startMs + (active.lastIndexOf(true) + 1) * 10,
    pauses: pausesIn(sound).map(({ fromMs, toMs }) => ({ fromMs: fromMs + startMs, toMs: toMs + startMs })),
    made: { levelDb, speed, noiseDb, callerDb },
  };
}

function openingOf(source: Source, openings: Map<string, Int16Array>, random: () => number): Int16Array {
  const own = source.speaker === null ? undefined : openings.get(source.speaker);
  if (own) return own;
  const all = [...openings.values()];
  return all[Math.floor(random() * all.length)] as Int16Array;
}

/** Line noise with less in its treble, as rooms have: white noise through one pole, half and half. */
function coloured(seed: number, durationMs: number, levelDb: number): Int16Array {
  const white = noise({ seed, durationMs, levelDb: -20 });
  let low = 0;
  const mixed = white.map((sample) => {
    low += 0.2 * (sample - low);
    return Math.round(low * 2 + sample * 0.3);
  });
  return atLevel(mixed, levelDb);
}

/** FNV-1a: the split follows the name alone, so it is the same in every run. */
function hash(text: string): number {
  let value = 2_166_136_261;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}
