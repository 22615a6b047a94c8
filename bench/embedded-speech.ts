/**
 * Measures the embedded speech on this machine and writes docs/embedded-speech.md. Run: npx tsx bench/embedded-speech.ts
 * Nothing is asserted: the page is the result. Human recordings are used where ../shared/audio is at hand.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join as joinPath } from "node:path";
import { levelDbOfMulaw, parseWav } from "@offhook/engine/audio";
import type { Expectation } from "@offhook/engine/ports";
import {
  closeEmbedded,
  embeddedSpeechDetector,
  embeddedVoice,
  measureEmbeddedCapacity,
  warmUpEmbedded,
} from "@offhook/provider-embedded";
import {
  CLOSED_CASES,
  edits,
  hear,
  OPEN_SENTENCES,
  OUTSIDE_ANSWERS,
  onLine,
  type SpokenLine,
  speak,
  spokenWords,
} from "@offhook/provider-embedded/testing";

const VOICES = ["slt", "rms", "kal16"] as const;
const LINES = [
  { name: "quiet line", noiseBelowDb: null },
  { name: "15 dB of noise", noiseBelowDb: 15 },
  { name: "10 dB of noise", noiseBelowDb: 10 },
] as const;
const root = joinPath(import.meta.dirname, "..");
const digitsFolder = joinPath(root, "..", "shared", "audio", "digits");
const DIGITS = "zero one two three four five six seven eight nine".split(" ");

const latenciesMs: number[] = [];
const percent = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);
const row = (...cells: (string | number)[]) => `| ${cells.join(" | ")} |`;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function heardText(line: SpokenLine, expectation: Expectation | null = null) {
  const { final, latencyMs } = await hear(line, expectation);
  latenciesMs.push(latencyMs);
  return { text: spokenWords(final.text).join(" "), by: final.by };
}

async function measureOpenSpeech(): Promise<string[]> {
  const table = [row("line", ...VOICES), row("---", ...VOICES.map(() => "---"))];
  for (const { name, noiseBelowDb } of LINES) {
    const cells: string[] = [];
    for (const voice of VOICES) {
      let errors = 0;
      let words = 0;
      for (const [index, sentence] of OPEN_SENTENCES.entries()) {
        const said = spokenWords(sentence);
        const { text } = await heardText(onLine(await speak(sentence, voice), noiseBelowDb, index + 1));
        errors += edits(said, text.split(" ").filter(Boolean));
        words += said.length;
      }
      cells.push(percent(errors, words));
    }
    table.push(row(name, ...cells));
  }
  return table;
}

/** What fills the slot: without politeness and articles, and with one word for each meaning. */
function slotOf(text: string, kind: Expectation["kind"]): string {
  const polite = /\b(uh|um|well|okay|it's|maybe|please|thanks|thank you|a|the|on|at|o'clock)\b/g;
  const words = text
    .replaceAll(/\b([ap]) m\b/g, "$1m")
    .replace(polite, " ")
    .replaceAll("oh", "zero")
    .trim();
  const plain = words.replace(/\s+/g, " ");
  if (kind !== "yes-no") return plain;
  if (/\b(no|nope|not)\b/.test(plain)) return "no";
  return /\b(yes|yeah|yep|sure|course|right|correct)\b/.test(plain) ? "yes" : plain;
}

async function measureClosedSpeech(): Promise<string[]> {
  const table = [
    row("line", "slot right", "slot wrong", "left to open speech or empty", "outside, taken for an answer"),
  ];
  table.push(row("---", "---", "---", "---", "---"));
  for (const { name, noiseBelowDb } of LINES) {
    const count = { all: 0, right: 0, wrong: 0, outside: 0, taken: 0 };
    for (const voice of VOICES) {
      for (const { expectation, answers } of CLOSED_CASES) {
        for (const answer of answers) {
          const heard = await heardText(onLine(await speak(answer, voice), noiseBelowDb, ++count.all), expectation);
          if (slotOf(heard.text, expectation.kind) === slotOf(answer, expectation.kind)) count.right++;
          else if (heard.by === "closed") count.wrong++;
        }
        for (const sentence of OUTSIDE_ANSWERS) {
          const line = onLine(await speak(sentence, voice), noiseBelowDb, ++count.outside);
          if ((await heardText(line, expectation)).by === "closed") count.taken++;
        }
      }
    }
    const rest = count.all - count.right - count.wrong;
    const shares = [count.right, count.wrong, rest].map((part) => percent(part, count.all));
    table.push(row(name, ...shares, percent(count.taken, count.outside)));
  }
  return table;
}

async function measureHumanDigits(): Promise<string[]> {
  if (!existsSync(digitsFolder)) return ["not run: no recordings"];
  const expectation = CLOSED_CASES.find((closed) => closed.expectation.kind === "digits")?.expectation ?? null;
  const single = expectation && {
    ...expectation,
    grammar: `#JSGF V1.0;\ngrammar d;\npublic <d> = ${DIGITS.join(" | ")};`,
  };
  const right = { open: 0, single: 0, many: 0 };
  const files = readdirSync(digitsFolder).filter((name) => name.endsWith(".wav"));
  for (const file of files) {
    const wav = parseWav(readFileSync(joinPath(digitsFolder, file)), { sampleRateHz: 8_000 });
    if (!wav.ok) continue;
    const line = onLine(wav.value.pcm);
    const said = DIGITS[Number(file[0])];
    if ((await heardText(line)).text === said) right.open++;
    if ((await heardText(line, single)).text === said) right.single++;
    if ((await heardText(line, expectation)).text === said) right.many++;
  }
  return [
    row("how", `right, of ${files.length}`),
    row("---", "---"),
    row("open speech alone", percent(right.open, files.length)),
    row("both, a grammar of one digit", percent(right.single, files.length)),
    row("both, a grammar of any number of digits with polite words", percent(right.many, files.length)),
  ];
}

/** From the request to the first sound, past the cache: no sentence was spoken before. */
async function measureVoices(): Promise<string[]> {
  const table = [
    row("voice", "first audio, median", "first audio, slowest", "real-time factor", "level"),
    row("---", "---", "---", "---", "---"),
  ];
  for (const voice of VOICES) {
    const timesMs: number[] = [];
    let audioMs = 0;
    let levelDb = 0;
    for (const [index, sentence] of OPEN_SENTENCES.entries()) {
      const startedMs = performance.now();
      const bytes = await firstAudio(voice, `Well, ${sentence}`, 1 + index / 1_000);
      timesMs.push(performance.now() - startedMs);
      audioMs += bytes.length / 8;
      levelDb += levelDbOfMulaw(bytes) / OPEN_SENTENCES.length;
    }
    const sumMs = timesMs.reduce((sum, time) => sum + time, 0);
    const cells = [quantile(timesMs, 0.5), Math.max(...timesMs)].map((time) => `${time.toFixed(0)} ms`);
    table.push(row(voice, ...cells, (sumMs / audioMs).toFixed(3), `${levelDb.toFixed(1)} dB`));
  }
  return table;
}

function firstAudio(voice: (typeof VOICES)[number], text: string, speed: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const format = { encoding: "mulaw", sampleRateHz: 8_000 } as const;
    embeddedVoice({ voice }).synthesize(
      { text, language: "en", format, speed },
      { audio: resolve, words: () => {}, done: () => {}, fault: (fault) => reject(new Error(fault.message)) },
    );
  });
}

/** Processor time of all threads a second of call, paced as calls are, the callers speaking most of the time. */
async function measureDetector(calls: number): Promise<string> {
  const { audio } = onLine(await speak("Good morning, I need a new appointment, for tomorrow if you can.", "slt"), 20);
  const sessions = Array.from({ length: calls }, () => embeddedSpeechDetector().open({ frame: () => {} }));
  // Calls are out of step with one another, as real ones are.
  for (const [index, session] of sessions.entries()) session.push(audio.subarray(0, (index * 37) % 256), 0);
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (let at = 0; at + 160 <= audio.length; at += 160) {
    for (const session of sessions) session.push(audio.subarray(at, at + 160), 32 + at / 8);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, startedMs + at / 8 - performance.now())));
  }
  const used = process.cpuUsage(before);
  for (const session of sessions) session.close();
  const perSecondMs = (used.user + used.system) / 1_000 / (audio.length / 8_000) / calls;
  return row(calls, `${perSecondMs.toFixed(2)} ms`);
}

async function measureMachine() {
  const before = process.memoryUsage().rss;
  const startedMs = performance.now();
  const parts = await warmUpEmbedded();
  const loadedMs = performance.now() - startedMs;
  const capacity = await measureEmbeddedCapacity();
  if (!capacity.ok) throw new Error(capacity.fault.message);
  const megabytes = (process.memoryUsage().rss - before) / 1e6;
  return { parts, loadedMs, megabytes, capacity: capacity.value };
}

async function main(): Promise<void> {
  const { parts, loadedMs, megabytes, capacity } = await measureMachine();
  const voices = await measureVoices();
  const detector = [row("calls at once", "processor time, a second of call"), row("---", "---")];
  for (const calls of [8, 64, 200]) detector.push(await measureDetector(calls));
  const open = await measureOpenSpeech();
  const closed = await measureClosedSpeech();
  const digits = await measureHumanDigits();
  await closeEmbedded();
  const utterance = OPEN_SENTENCES.length * VOICES.length * LINES.length;
  const page = [
    "# Embedded speech, measured",
    "",
    "Printed by `npx tsx bench/embedded-speech.ts`; every number below was measured by that run.",
    "",
    `- Machine: ${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- Loaded in parallel in ${loadedMs.toFixed(0)} ms (${parts.map(({ part, tookMs }) => `${part} ${tookMs} ms`).join(", ")}); resident memory grew by ${megabytes.toFixed(0)} MB, all four threads included`,
    `- One decode of ${(capacity.audioMs / 1_000).toFixed(1)} s of speech: ${capacity.decodeMs.toFixed(0)} ms, real-time factor ${(capacity.decodeMs / capacity.audioMs).toFixed(3)}; the same sentence is synthesised in ${capacity.voiceMs.toFixed(0)} ms`,
    `- Embedded calls at once by that decode, on this machine: ${capacity.calls}, which is ${(capacity.calls / cpus().length).toFixed(0)} a core`,
    `- From a pause's hint to its final, audio delivered faster than real time (partials of the same utterance in front of it): median ${quantile(latenciesMs, 0.5).toFixed(0)} ms, 95 % within ${quantile(latenciesMs, 0.95).toFixed(0)} ms, of ${latenciesMs.length} utterances`,
    "",
    "## The speech detector",
    "",
    "All threads, timers and the pacing itself included; most of it is the same for one call and for many.",
    "",
    ...detector,
    "",
    "## The voice",
    "",
    ...voices,
    "",
    "## Open speech: word errors",
    "",
    `Synthetic callers at −22 dB through µ-law, ${OPEN_SENTENCES.length} sentences a voice (${utterance} utterances). The noise is white; its level is counted against the RMS level of the speech over the whole telephone band.`,
    "",
    ...open,
    "",
    "## Closed speech: slots, and sentences outside the grammar",
    "",
    `Yes or no, digits, a choice, a date, a time: ${CLOSED_CASES.reduce((sum, { answers }) => sum + answers.length, 0)} answers and ${OUTSIDE_ANSWERS.length} sentences outside each grammar, three voices. Both transcribers run and what is expected decides between them.`,
    "",
    ...closed,
    "",
    "## Human recordings: single digits",
    "",
    ...digits,
    "",
  ].join("\n");
  writeFileSync(joinPath(root, "docs", "embedded-speech.md"), page);
  console.log(page);
}

await main();
