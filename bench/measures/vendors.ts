/**
 * Voice-to-voice with vendors' twins at their published latencies: from the caller's last sound to the agent's first, at
 * the telephone; beside the sum of what the providers themselves took.
 */

import { levelDbOfMulaw } from "@offhook/engine/audio";
import { type LogItem, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { embeddedSpeechDetector, embeddedVoice } from "@offhook/provider-embedded";
import type { CallerEar } from "@offhook/twin-twilio";
import { realCall } from "../../e2e/chaos/real-house.ts";
import type { Script } from "../../e2e/chaos/script.ts";
import { median, quantile } from "../kit/figures.ts";
import { atMost, type Measure, type Result } from "../kit/result.ts";
import { HANDSHAKE_MS, openStack, SAID, type Stack } from "../vendors/vendor-stack.ts";

const CALLS = 10;
/** The stack that the budget is about is measured longer: of thirty turns the slowest two make a p95. */
const GOAL_ROUNDS = 4;
const TURNS_AT_MS = [3_000, 9_000, 15_000];
/** Thirty of them are spread over every phase of 300 ms. */
const APART_MS = 20;
const ENDS_MS = 21_000;
const LOUD_DB = -45;

/** Groq publishes 275–300 tokens a second for Llama 3.3 70B, and first tokens sooner than these. */
const FAST = { firstToken: { floorMs: 180, tailMs: 220 }, betweenTokensMs: 3.5 };
const COLD = "opened for the first answer; a call opens it when it begins, because it has to hear the caller";
const NOBODY_TO_HEDGE_WITH = "the switch has no meaning here: nobody behind a realtime model hears the caller with it";
const ALL_ON = { thinkAhead: true, warm: true, hedge: true };
const STACKS: readonly Stack[] = [
  { name: "cascade, Flux, first tokens at 180–400 ms, Sonic", ...ALL_ON, ...FAST, flux: true, fastVoice: true },
  { name: "the same with Nova-3", ...ALL_ON, ...FAST, fastVoice: true },
  { name: "the same with Nova-3 and Flash", ...ALL_ON, ...FAST },
  { name: "cascade, a model with first tokens at 480–980 ms", ...ALL_ON },
  { name: "the same without thinking ahead", ...ALL_ON, thinkAhead: false },
  { name: "the same with cold sockets", ...ALL_ON, warm: false },
  { name: "the same without hedging", ...ALL_ON, hedge: false },
  { name: "realtime, first sound at 320–820 ms", ...ALL_ON, realtime: true },
  { name: "realtime without thinking ahead", ...ALL_ON, realtime: true, thinkAhead: false },
  { name: "realtime with a cold socket", ...ALL_ON, realtime: true, warm: false, remark: COLD },
  { name: "realtime without hedging", ...ALL_ON, realtime: true, hedge: false, remark: NOBODY_TO_HEDGE_WITH },
];

interface Turn {
  voiceToVoiceMs: number;
  /** The first one of its call. */
  isFirst: boolean;
  /** After the caller's last sound: the model is asked, its first words come, its first clause is whole, it sounds. */
  stagesMs: readonly number[];
  /** Words after the end of speech, first token, first sound. */
  providersMs: number;
}

export const vendors: Measure = {
  name: "vendors",
  title: "Voice-to-voice with the vendors' twins",
  async run() {
    const audio = await spoken(SAID);
    const results: Result[] = [];
    for (const [index, stack] of STACKS.entries())
      results.push(...rowsOf(stack, index === 0, await allTurns(stack, audio, index === 0 ? GOAL_ROUNDS : 1)));
    return {
      results,
      notes: [
        `Deepgram Nova-3 (or Flux), a chat model and ElevenLabs Flash (or Cartesia Sonic in front of it), or OpenAI Realtime with Nova-3 listening along; each the vendor's own adapter over a real socket to its twin. The twins take as long as the vendors publish, with jitter; the network between is this machine's, but each new connection costs the ${HANDSHAKE_MS} ms that TCP and TLS take over a line of 30 ms. A transcriber's twin knows a word once it has been spoken, and tells of it when the vendor's next look at the line is due; where in that time a sentence ends differs from turn to turn. The greeting comes from the cache, and no answer does. What the providers took is the sum of their own waits (words after the end of speech, first token, first sound) as the log has them; thinking ahead lets them overlap with the wait for the turn's end, and so a turn can take less than their sum.`,
      ],
    };
  },
};

function rowsOf({ name, remark }: Stack, isGoal: boolean, turns: readonly Turn[]): Result[] {
  const times = turns.map(({ voiceToVoiceMs }) => voiceToVoiceMs);
  const providersMs = median(turns.map((turn) => turn.providersMs));
  const more = remark ? `; ${remark}` : "";
  const how = `${turns.length} turns; the providers' own times: median ${Math.round(providersMs)} ms${more}`;
  const row = (share: number, label: string, budget: number): Result => ({
    name: `voice-to-voice, ${name}, ${label}`,
    value: quantile(times, share) / 1_000,
    unit: "s",
    budget: isGoal ? atMost(budget) : null,
    how,
  });
  const rows = [row(0.5, "median", 0.6), row(0.95, "p95", 0.9)];
  const first = turns.filter((turn) => turn.isFirst).map(({ voiceToVoiceMs }) => voiceToVoiceMs);
  const firstRow = {
    ...{ name: `voice-to-voice, ${name}, first turn of a call, median`, value: median(first) / 1_000, unit: "s" },
    ...{ budget: null, how: `${first.length} calls` },
  };
  return isGoal ? rows.map((one) => ({ ...one, reason: whereTimeGoes(turns) })) : [...rows, firstRow];
}

/** In words, for whoever asks why it is not less. */
function whereTimeGoes(turns: readonly Turn[]): string {
  const at = [0, 1, 2, 3].map((stage) => Math.round(median(turns.map(({ stagesMs }) => stagesMs[stage] ?? 0))));
  return `medians after the caller's last sound: the model is asked after ${at[0]} ms (a pause has to be heard first), its first words come after ${at[1]} ms, its first clause is whole after ${at[2]} ms, the voice's first sound is sent after ${at[3]} ms; the rest is the line's`;
}

async function allTurns(stack: Stack, audio: Uint8Array, rounds: number): Promise<Turn[]> {
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1) turns.push(...(await turnsOf(stack, audio, round)));
  return turns;
}

async function turnsOf(stack: Stack, audio: Uint8Array, round: number): Promise<Turn[]> {
  const calls = await Promise.all(
    Array.from({ length: CALLS }, async (_, call) => {
      const { parts, close } = await openStack(stack, 100 + 1_000 * round + 20 * call, audio);
      const detector = embeddedSpeechDetector();
      // Vendors look at the line every so often: where in that time a sentence ends is chance.
      const turnsAtMs = TURNS_AT_MS.map((ms, turn) => ms + (call * 3 + turn) * APART_MS);
      const made = await realCall(`call_bench_${call}`, SCRIPT, {
        ...parts,
        caller: saysAt(audio, turnsAtMs),
        detector,
      });
      await close();
      return turnsAtMs.flatMap((fromMs, at) => turnFrom(made.log, made.heard, fromMs + soundMs(audio), at === 0) ?? []);
    }),
  );
  return calls.flat();
}

const SCRIPT: Script = {
  stretches: TURNS_AT_MS.map((fromMs) => ({ fromMs, toMs: fromMs, text: SAID })) as unknown as Script["stretches"],
  troubleFromMs: 0,
  endsMs: ENDS_MS,
};

/** The turn whose last sound is here. Null: nothing was answered. */
function turnFrom(log: readonly LogItem[], heard: Uint8Array, endMs: number, isFirst: boolean): Turn | null {
  const firstMs = loudFrom(heard, endMs);
  const after = (type: string, fromMs: number): LogItem | undefined =>
    log.find((item) => item.type === type && item.atMs >= fromMs);
  const final = after("transcript-final", endMs - 200);
  const generate = log.findLast((item) => item.type === "generate" && item.atMs <= endMs + 1_500);
  const said =
    generate && log.find(({ type, data }) => type === "model-said" && data.generationId === generate.data.id);
  const speak = said && after("speak", said.atMs);
  const sent = speak && after("audio-sent", speak.atMs);
  // One that was only late was hedged, which is part of what is measured.
  const failed = log.find(({ type, data }) => type === "provider-faulted" && !/-slow$/.test(codeOf(data)));
  if (failed) throw new Error(`A twin failed, which this is not about: ${JSON.stringify(failed.data)}`);
  if (firstMs === null || !final || !generate || !said || !speak || !sent) return null;
  // Who hears the caller waits for nobody's words.
  const wordsMs = generate.data.byEar ? 0 : Math.max(0, final.atMs - endMs);
  const providersMs = wordsMs + (said.atMs - generate.atMs) + (sent.atMs - speak.atMs);
  const stagesMs = [generate, said, speak, sent].map(({ atMs }) => atMs - endMs);
  return { voiceToVoiceMs: firstMs - endMs, providersMs, isFirst, stagesMs };
}

function loudFrom(heard: Uint8Array, fromMs: number): number | null {
  for (let ms = Math.ceil(fromMs / 10) * 10; (ms + 10) * 8 < heard.length; ms += 10) {
    if (levelDbOfMulaw(heard.subarray(ms * 8, ms * 8 + 80)) > LOUD_DB) return ms;
  }
  return null;
}

/** Without the silence at its end. */
function soundMs(audio: Uint8Array): number {
  let end = audio.length;
  while (end > 80 && levelDbOfMulaw(audio.subarray(end - 80, end)) <= LOUD_DB) end -= 80;
  return end / 8;
}

function saysAt(audio: Uint8Array, turnsAtMs: readonly number[]): CallerEar {
  let frame = 0;
  const silent = new Uint8Array(160).fill(0xff);
  return {
    nextFrame() {
      const atMs = frame * 20;
      frame += 1;
      const fromMs = turnsAtMs.findLast((startMs) => startMs <= atMs) ?? Number.POSITIVE_INFINITY;
      const piece = audio.subarray((atMs - fromMs) * 8, (atMs - fromMs) * 8 + 160);
      if (piece.length === 160) return piece;
      const padded = silent.slice();
      padded.set(piece);
      return padded;
    },
    hear() {},
  };
}

function spoken(text: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    embeddedVoice({ voice: "rms" }).synthesize(
      { text, language: "en", speed: 1, format: TELEPHONE_FORMAT },
      {
        audio: (bytes) => void chunks.push(bytes.slice()),
        words() {},
        done: () => resolve(new Uint8Array(Buffer.concat(chunks))),
        fault: ({ message }) => reject(new Error(message)),
      },
    );
  });
}

/** As the shell tells it, and as the core decides on it. */
const codeOf = ({ code, fault }: Readonly<Record<string, unknown>>): string =>
  String(code ?? (fault as { code?: unknown } | undefined)?.code ?? "");
