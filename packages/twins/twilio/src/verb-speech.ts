/** `<Say>`, `<Play>`, `<Pause>`: verbs that fill the person's ear for a while. */

import { INTERRUPTED } from "./call-waits.ts";
import { FRAME_BYTES, SILENCE_BYTE, SILENT_FRAME } from "./frame-ticker.ts";
import type { TwinCall } from "./twin-call.ts";
import type { VerbRun } from "./verb-context.ts";

/** Ordinary speech: about fifteen characters a second. */
const MS_PER_CHARACTER = 65;
const SHORTEST_SAY_MS = 400;
/** Twilio refuses longer texts (13521). */
const MAX_SAY_CHARS = 4_096;
/** The twin fetches no audio: any file lasts so long. */
const PLAY_MS = 2_000;
const KEY_MS = 500;
const ENDLESS_LOOPS = 1_000;

export const runSay: VerbRun = async (verb, { call }) => {
  if (verb.text.length > MAX_SAY_CHARS) {
    call.alert(13_521, "text too long");
    return undefined;
  }
  await repeat(call, verb.attributes.loop, () => speak(call, verb.text));
  return undefined;
};

export const runPlay: VerbRun = async (verb, { call }) => {
  const { digits } = verb.attributes;
  if (digits !== undefined) {
    call.tell({ type: "keys-played", digits });
    await call.waits.sleep(digits.length * KEY_MS);
    return undefined;
  }
  await repeat(call, verb.attributes.loop, async () => {
    call.tell({ type: "played", url: verb.text });
    await call.waits.sleep(PLAY_MS);
  });
  return undefined;
};

export const runPause: VerbRun = async (verb, { call }) => {
  const lengthS = Number(verb.attributes.length ?? 1);
  await call.waits.sleep((Number.isFinite(lengthS) ? Math.max(0, lengthS) : 1) * 1_000);
  return undefined;
};

/** Says `text` to the person; true if it was said to its end. */
export async function speak(call: TwinCall, text: string): Promise<boolean> {
  call.tell({ type: "said", text });
  const audio = call.world.sayVoice?.(text) ?? null;
  const lengthMs = audio === null ? Math.max(SHORTEST_SAY_MS, text.length * MS_PER_CHARACTER) : audio.length / 8;
  const disconnect = audio === null ? () => {} : call.voice.connect(framesOf(audio));
  const outcome = await call.waits.sleep(lengthMs);
  disconnect();
  return outcome !== INTERRUPTED;
}

function framesOf(audio: Uint8Array): () => Uint8Array {
  let at = 0;
  return () => {
    if (at >= audio.length) return SILENT_FRAME;
    const frame = new Uint8Array(FRAME_BYTES).fill(SILENCE_BYTE);
    frame.set(audio.subarray(at, at + FRAME_BYTES));
    at += FRAME_BYTES;
    return frame;
  };
}

async function repeat(call: TwinCall, loop: string | undefined, once: () => Promise<unknown>): Promise<void> {
  const asked = Number(loop ?? 1);
  const times = asked === 0 ? ENDLESS_LOOPS : asked;
  for (let time = 0; time < times && !call.isInterrupted; time++) await once();
}
