import { describe, expect, it } from "vitest";
import { SpeechMelody } from "./speech-melody.ts";

/** Pitches of 32 ms each; null is voiceless. */
function stretch(melody: SpeechMelody, pitches: readonly (number | null)[], levelDb = -20): void {
  melody.begin();
  for (const hz of pitches) melody.note({ hz, levelDb });
}

describe("the melody of a stretch of speech", () => {
  it("ends low where a statement falls", () => {
    const melody = new SpeechMelody();
    stretch(melody, [220, 230, 225, 220, 215, 200, null, 150, 145, 140]);
    expect(melody.ending()?.pitchSemitones).toBeLessThan(-5);
  });

  it("stays up where the caller pauses in the middle", () => {
    const melody = new SpeechMelody();
    stretch(melody, [220, 230, 225, 220, 215, 220, null, 218, 216, 220]);
    expect(Math.abs(melody.ending()?.pitchSemitones ?? 9)).toBeLessThan(1);
  });

  it("is judged by the caller's voice so far, once that was learned", () => {
    const melody = new SpeechMelody();
    stretch(
      melody,
      Array.from({ length: 40 }, () => 220),
    );
    melody.learn();
    stretch(melody, [150, 150, 150, 150]);
    expect(melody.ending()?.pitchSemitones).toBeLessThan(-5);
    const stranger = new SpeechMelody();
    stretch(stranger, [150, 150, 150, 150]);
    expect(stranger.ending()?.pitchSemitones).toBe(0);
  });

  it("takes an octave error for no fall", () => {
    const melody = new SpeechMelody();
    stretch(melody, [220, 220, 220, 220, 220, 110, 110]);
    expect(melody.ending()?.pitchSemitones).toBe(0);
  });

  it("says how the voice dies away, and nothing of a cough", () => {
    const melody = new SpeechMelody();
    melody.begin();
    for (const levelDb of [-20, -20, -20, -20, -20, -20, -35, -40, -45]) melody.note({ hz: 200, levelDb });
    expect(melody.ending()?.fadeDb).toBeLessThan(-10);
    stretch(melody, [null, null, null, 180, null]);
    expect(melody.ending()).toBeNull();
  });
});
