/** The agent's voice that comes back is taken out; a caller's voice passes, even over it. */
import { describe, expect, it } from "vitest";
import { dbToGain, levelDbOfPcm, noise, pcmToMulaw, seededRandom } from "../audio/index.ts";
import { VoiceEcho } from "./voice-echo.ts";

const LENGTH_MS = 4_000;

/** Syllables with a gliding pitch and five harmonics, and breath between them. */
function speech(seed: number, pitchHz: number, levelDb: number): Int16Array {
  const random = seededRandom(seed);
  const breath = noise({ seed, durationMs: LENGTH_MS, levelDb: -40 });
  let phase = 0;
  let [pitch, loud, until] = [pitchHz, 1, 0];
  const pcm = breath.map((sample, at) => {
    if (at >= until)
      [pitch, loud, until] = [
        pitchHz * (0.8 + 0.5 * random()),
        at > 0 && random() < 0.2 ? 0 : 0.4 + random(),
        at + 1_200 + random() * 1_200,
      ];
    phase += (2 * Math.PI * pitch) / 8_000;
    const wave = [1, 0.7, 0.5, 0.3, 0.2].reduce((sum, gain, order) => sum + gain * Math.sin(phase * (order + 1)), 0);
    return Math.round(sample + 4_000 * loud * wave);
  });
  const gain = dbToGain(levelDb - levelDbOfPcm(pcm));
  return pcm.map((sample) => Math.round(sample * gain));
}

const AGENT = speech(1, 120, -16);
const CALLER = speech(2, 190, -22);

interface Line {
  echo?: { levelDb: number; delayMs: number };
  caller?: boolean;
}

/** Which frames were silenced, of a line that has all this on it. The agent's audio leads by 400 ms. */
function silenced({ echo, caller = false }: Line): boolean[] {
  const guard = new VoiceEcho();
  const line = noise({ seed: 9, durationMs: LENGTH_MS, levelDb: -62 }).map((sample, at) => {
    const back = echo ? (AGENT[at - echo.delayMs * 8] ?? 0) * dbToGain(echo.levelDb) : 0;
    return Math.round(sample + back + (caller ? (CALLER[at] ?? 0) : 0));
  });
  const [sent, came] = [pcmToMulaw(AGENT), pcmToMulaw(line)];
  const frames: boolean[] = [];
  let ahead = 0;
  for (let at = 0; at < came.length; at += 160) {
    for (; ahead < Math.min(sent.length, at + 3_200); ahead += 800)
      guard.played(sent.subarray(ahead, ahead + 800), ahead / 8);
    const frame = came.subarray(at, at + 160);
    frames.push(guard.heard(frame, at / 8) !== frame);
  }
  return frames;
}

/** The frame in which the echo can first be heard by a detector. */
const firstLoud = ({ levelDb, delayMs }: { levelDb: number; delayMs: number }): number =>
  Array.from({ length: 50 }, (_, frame) => levelDbOfPcm(AGENT.subarray(frame * 160, (frame + 1) * 160))).findIndex(
    (level) => level + levelDb > -50,
  ) + Math.floor(delayMs / 20);

const share = (frames: readonly boolean[]): number => frames.filter(Boolean).length / frames.length;

describe("the agent's own voice", () => {
  it.each([
    { levelDb: -20, delayMs: 150 },
    { levelDb: -25, delayMs: 113 },
    { levelDb: -30, delayMs: 80 },
    { levelDb: -10, delayMs: 400 },
  ])("is taken out before it can be an interruption: $levelDb dB after $delayMs ms", (echo) => {
    const frames = silenced({ echo });
    const begun = frames.indexOf(true);
    expect(begun - firstLoud(echo)).toBeLessThanOrEqual(6);
    expect(share(frames.slice(begun))).toBeGreaterThan(0.8);
  });

  it("is not missed: with no echo on the line nothing is taken out", () => {
    expect(share(silenced({}))).toBe(0);
  });
});

describe("a caller's voice", () => {
  it("passes while the agent speaks", () => {
    expect(share(silenced({ caller: true }))).toBeLessThan(0.03);
  });

  it("passes over an echo", () => {
    expect(share(silenced({ caller: true, echo: { levelDb: -25, delayMs: 120 } }))).toBeLessThan(0.2);
  });

  it("passes where the agent was cut off: what was not played cannot come back", () => {
    const guard = new VoiceEcho();
    const sent = pcmToMulaw(AGENT);
    guard.played(sent, 0);
    guard.cleared(0);
    for (let at = 0; at < 8_000; at += 160) {
      const frame = sent.subarray(at, at + 160);
      expect(guard.heard(frame, at / 8 + 100)).toBe(frame);
    }
  });
});
