/** The real detector over every clip, many at once: its frames depend on the audio alone, so they are made ahead. */
import type { SpeechFrame } from "@offhook/engine/ports";
import { embeddedSpeechDetector } from "@offhook/provider-embedded";

const FRAME_BYTES = 256;
/** The detector gives up on a call that is two seconds ahead of it, so each is fed one second at a time. */
const PORTION_BYTES = FRAME_BYTES * 30;
const AT_ONCE = 32;

export async function detectAll(audios: readonly Uint8Array[]): Promise<SpeechFrame[][]> {
  const all: SpeechFrame[][] = audios.map(() => []);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < audios.length; at = next++) all[at] = await detect(audios[at] as Uint8Array);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return all;
}

async function detect(audio: Uint8Array): Promise<SpeechFrame[]> {
  const frames: SpeechFrame[] = [];
  let wake: (() => void) | null = null;
  const session = embeddedSpeechDetector().open({
    frame(frame) {
      frames.push(frame);
      wake?.();
    },
  });
  for (let at = 0; at < audio.length; at += PORTION_BYTES) {
    const until = Math.min(audio.length, at + PORTION_BYTES);
    session.push(audio.subarray(at, until), at / 8);
    while (frames.length < Math.floor(until / FRAME_BYTES)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  session.close();
  return frames;
}
