/** All sources of all classes that this machine can offer, and what was looked for in vain. */
import { existsSync, readFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { join, samplesIn, seededRandom, silence } from "@offhook/engine/audio";
import { madeCough, madeDoor, madeHum, madeMusic, madeStreet } from "./made-sounds.ts";
import * as material from "./material.ts";
import {
  type ClassName,
  FLITE,
  FOLDERS,
  hasEspeak,
  nameOf,
  pausesIn,
  readRecording,
  recordingsIn,
  type Source,
  sayAs,
  sayInParts,
  VOICES,
} from "./sources.ts";

export interface Gathered {
  sources: Source[];
  /** What each speaker asks first, so that the line has heard the caller before. */
  openings: Map<string, Int16Array>;
  absent: string[];
  /** What the folder of own recordings says about itself. */
  own: string | null;
}

const MADE_EACH = 60;
const ENGLISH = "en_US_f_Allison";
const FOREIGN = ["es_MX_f_Allison", "fr_CA_f_June", "it_IT_m_Carlo", "ru_RU_f_IvrvoiceRU"];

export async function gather(): Promise<Gathered> {
  const openings = new Map<string, Int16Array>();
  for (const voice of VOICES) openings.set(voice, await sayAs(voice, "Hello, what do you offer there?"));
  const digits = humanDigits(openings);
  const prompts = asteriskPrompts(openings);
  const spoken = await madeSpeech();
  const sources = [
    ...[...digits, ...prompts, ...sphinxSpeech(), ...spoken, ...(await pausedTurns())],
    ...[...madeBackground(), ...recordedBackground(), ...television(), ...ownRecordings()],
  ];
  return { sources, openings, absent: absences(), own: ownDescription() };
}

function ownDescription(): string | null {
  const path = joinPath(FOLDERS.own, "SOURCES.txt");
  return FOLDERS.own && existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}

function absences(): string[] {
  const looked: [string, boolean][] = [
    ["human digits and household sounds (`../shared/audio`)", existsSync(FOLDERS.shared)],
    ["human sentences (Debian's `pocketsphinx-testdata`)", existsSync(FOLDERS.pocketsphinx)],
    [
      "human prompts (Debian's `asterisk-core-sounds-{en,es,fr,it,ru}-wav`)",
      existsSync(joinPath(FOLDERS.asterisk, ENGLISH)),
    ],
    ["music on hold (Debian's `asterisk-moh-opsound-wav`)", existsSync(FOLDERS.asteriskMusic)],
    ["voices of espeak-ng (Debian's `espeak-ng`)", hasEspeak],
  ];
  return looked.filter(([, found]) => !found).map(([name]) => name);
}

function source(
  className: ClassName,
  kind: string,
  origin: Source["origin"],
  id: string,
  pcm: Int16Array,
  { group = id, speaker = null }: { group?: string; speaker?: string | null } = {},
): Source {
  return { id: `${className}: ${id}`, className, kind, origin, group, speaker, pcm };
}

/** Single digits over the agent, and telephone numbers put together from them, group by group. */
function humanDigits(openings: Map<string, Int16Array>): Source[] {
  const bySpeaker = new Map<string, Int16Array[]>();
  const found: Source[] = [];
  for (const path of recordingsIn(joinPath(FOLDERS.shared, "digits"))) {
    const pcm = readRecording(path);
    const speaker = `digits ${nameOf(path).split("_")[1]}`;
    if (!pcm) continue;
    bySpeaker.set(speaker, [...(bySpeaker.get(speaker) ?? []), pcm]);
    found.push(source("speech", "digits", "real", nameOf(path), pcm, { group: speaker, speaker }));
  }
  for (const [speaker, pieces] of bySpeaker) {
    const random = seededRandom(pieces.length + speaker.length);
    const some = (count: number): Int16Array[] =>
      Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)] as Int16Array);
    openings.set(
      speaker,
      spaced(some(4), () => 80),
    );
    for (let at = 0; at < 12; at++) {
      const inGroup = (): number => 40 + 110 * random();
      const groups = [3, 3, 4].map((count) => spaced(some(count), inGroup));
      const number = spaced(groups, () => naturalPauseMs(random));
      found.push(
        source("turn", "number in groups", "real", `${speaker} number ${at}`, number, { group: speaker, speaker }),
      );
    }
    for (let at = 0; at < 8; at++) {
      const triple = spaced(some(3), () => 40 + 110 * random());
      found.push(source("speech", "digits", "real", `${speaker} three ${at}`, triple, { group: speaker, speaker }));
    }
  }
  return found;
}

/** Pauses within a turn: median 450 ms, seldom above a second (Heldner and Edlund 2010 give a median of about 0.5 s). */
export function naturalPauseMs(random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
  return Math.min(1_200, Math.max(220, 450 * Math.exp(0.45 * normal)));
}

function spaced(pieces: readonly Int16Array[], gapMs: () => number): Int16Array {
  return join(...pieces.flatMap((piece, at) => (at === 0 ? [piece] : [silence(gapMs()), piece])));
}

function asteriskPrompts(openings: Map<string, Int16Array>): Source[] {
  const folder = joinPath(FOLDERS.asterisk, ENGLISH);
  const speaker = "asterisk Allison";
  const read = (name: string): Int16Array | null =>
    existsSync(joinPath(folder, `${name}.wav`)) ? readRecording(joinPath(folder, `${name}.wav`)) : null;
  const opening = read("pls-hold-while-try");
  if (!opening) return [];
  openings.set(speaker, opening);
  const from = (names: readonly string[], className: ClassName, kind: string): Source[] =>
    names.flatMap((name) => {
      const pcm = read(name);
      return pcm && pcm.length < samplesIn(9_000)
        ? [source(className, kind, "real", `Allison ${name}`, pcm, { speaker })]
        : [];
    });
  const digits = recordingsIn(joinPath(folder, "digits")).map((path) => `digits/${nameOf(path)}`);
  return [
    ...from(material.ASTERISK_COMMANDS, "speech", "commands"),
    ...from(material.ASTERISK_SENTENCES, "speech", "sentences"),
    ...from(
      digits.filter((name) => /^digits\/\d+$/.test(name)),
      "speech",
      "digits",
    ),
    ...from(material.ASTERISK_PAUSED, "turn", "prompts").filter((one) => pausesIn(one.pcm).length > 0),
    ...from(material.ASTERISK_SENTENCES, "turn", "prompts")
      .filter((one) => pausesIn(one.pcm).length === 0)
      .slice(0, 40),
  ];
}

function sphinxSpeech(): Source[] {
  const base = FOLDERS.pocketsphinx;
  const cards = recordingsIn(joinPath(base, "cards")).map((path) => ({ path, kind: "sentences", group: "cards" }));
  const books = recordingsIn(joinPath(base, "librivox")).map((path) => ({
    path,
    kind: "sentences",
    group: "librivox",
  }));
  const loose = recordingsIn(base).map((path) => ({ path, kind: "sentences", group: nameOf(path) }));
  return [...cards, ...books, ...loose].flatMap(({ path, kind, group }) => {
    const pcm = readRecording(path);
    if (!pcm) return [];
    const short = pcm.length < samplesIn(9_000);
    return [
      source("speech", kind, "real", `sphinx ${nameOf(path)}`, pcm.subarray(0, samplesIn(4_000)), { group }),
      ...(short ? [source("turn", "sentences", "real", `sphinx ${nameOf(path)}`, pcm, { group })] : []),
    ];
  });
}

async function madeSpeech(): Promise<Source[]> {
  const found: Source[] = [];
  const say = async (className: ClassName, kind: string, texts: readonly string[], voices: readonly string[]) => {
    for (const [at, text] of texts.entries()) {
      const speaker = voices[at % voices.length] as string;
      found.push(source(className, kind, "made", `${speaker} "${text}"`, await sayAs(speaker, text), { speaker }));
    }
  };
  const turned = [...VOICES.slice(3), ...VOICES.slice(0, 3)];
  for (const voices of [VOICES, turned]) {
    await say("speech", "commands", material.COMMANDS, voices);
    await say("speech", "sentences", material.SENTENCES, voices);
    await say("speech", "digits", material.DIGIT_TEXTS, voices);
    await say("turn", "plain sentences", material.PLAIN_TURNS, voices);
    await say("backchannel", "words", material.BACKCHANNELS, voices);
  }
  for (const voice of VOICES) await say("backchannel", "words", material.BACKCHANNELS.slice(0, 6), [voice]);
  for (let seed = 1; seed <= MADE_EACH; seed++)
    found.push(source("backchannel", "hums", "made", `hum ${seed}`, madeHum(seed)));
  return unique(found);
}

const unique = (sources: readonly Source[]): Source[] => [...new Map(sources.map((one) => [one.id, one])).values()];

/** Each part spoken by itself, with a natural pause where the text has its bar. */
async function pausedTurns(): Promise<Source[]> {
  const found: Source[] = [];
  for (const [at, text] of material.PAUSED_TURNS.entries()) {
    for (const [shift, name] of FLITE.entries()) {
      const speaker = `flite ${name}`;
      const random = seededRandom(at * 17 + shift);
      const pieces = await sayInParts(speaker, text);
      const kind = text.includes("||") ? "pauses after a clause" : "pauses in mid-phrase";
      const pcm = spaced(pieces, () => naturalPauseMs(random));
      found.push(source("turn", kind, "made", `${speaker} "${text}"`, pcm, { speaker }));
    }
  }
  return unique(found);
}

function madeBackground(): Source[] {
  const seeds = Array.from({ length: MADE_EACH }, (_, at) => at + 1);
  return seeds.flatMap((seed) => [
    source("cough", "coughs", "made", `cough ${seed}`, madeCough(seed)),
    source("door", "doors", "made", `door ${seed}`, madeDoor(seed)),
    source("street", "streets", "made", `street ${seed}`, madeStreet(seed)),
    source("television", "music", "made", `music ${seed}`, madeMusic(seed)),
  ]);
}

/** A long recording is several sources: other seconds, other sounds. */
function pieces(pcm: Int16Array, pieceMs: number): Int16Array[] {
  const length = samplesIn(pieceMs);
  const count = Math.max(1, Math.floor(pcm.length / length));
  return Array.from({ length: Math.min(count, 12) }, (_, at) => pcm.subarray(at * length, (at + 1) * length));
}

function recordedBackground(): Source[] {
  const classes: Record<string, ClassName> = {
    baby_crying: "household",
    ringing_phone: "household",
    car_horn: "street",
    background_music: "television",
  };
  return recordingsIn(joinPath(FOLDERS.shared, "noise")).flatMap((path) => {
    const pcm = readRecording(path);
    const className = classes[nameOf(path)];
    if (!pcm || !className) return [];
    const kind = nameOf(path).replace("_", " ");
    return pieces(pcm, 3_000).map((piece, at) =>
      source(className, kind, "real", `${kind} ${at}`, piece, { group: `${kind} ${at % 2}` }),
    );
  });
}

/** People talking in other rooms and other languages, and music: recordings, one or two voices at a time. */
function television(): Source[] {
  const music = recordingsIn(FOLDERS.asteriskMusic).flatMap((path) => {
    const pcm = readRecording(path);
    return pcm
      ? pieces(pcm, 4_000).map((piece, at) =>
          source("television", "music", "real", `${nameOf(path)} ${at}`, piece, { group: nameOf(path) }),
        )
      : [];
  });
  const talk = FOREIGN.flatMap((name) => {
    const prompts = recordingsIn(joinPath(FOLDERS.asterisk, name)).flatMap((path) => readRecording(path) ?? []);
    const long = prompts.filter((pcm) => pcm.length > samplesIn(3_000)).slice(0, 15);
    return long.map((pcm, at) =>
      source("television", "talk", "real", `${name} ${at}`, pcm.subarray(0, samplesIn(4_500)), { group: name }),
    );
  });
  return [...music, ...talk];
}

function ownRecordings(): Source[] {
  const names: ClassName[] = ["speech", "backchannel", "cough", "door", "television", "street", "household", "turn"];
  return names.flatMap((className) =>
    recordingsIn(FOLDERS.own ? joinPath(FOLDERS.own, className) : "").flatMap((path) => {
      const pcm = readRecording(path);
      if (!pcm) return [];
      // Speakers by the first part of the name: `anna-01.wav`.
      const group = `own ${nameOf(path).replace(/[-_]?\d+$/, "")}`;
      return [
        source(className, "own recordings", "real", `own ${nameOf(path)}`, pcm.subarray(0, samplesIn(5_000)), {
          group,
        }),
      ];
    }),
  );
}
