import { mulawToPcm, pcmToMulaw, resample } from "@offhook/engine/audio";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TelephoneSound } from "./telephone-sound.ts";

const TONE = Int16Array.from({ length: 4_800 }, (_, at) =>
  Math.round(8_000 * Math.sin((2 * Math.PI * 440 * at) / 24_000)),
);

describe("sound on its way to the telephone", () => {
  it("is the same wherever the pieces were cut, inside a sample too", () => {
    const bytes = new Uint8Array(TONE.buffer);
    const whole = pcmToMulaw(resample(TONE, 24_000, 8_000));
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (places) => {
        const sound = new TelephoneSound(24_000);
        const cuts = [0, ...places.sort((a, b) => a - b), bytes.length];
        const pieces = cuts.slice(1).map((end, index) => sound.push(bytes.slice(cuts[index], end)));
        expect(new Uint8Array(Buffer.concat([...pieces, sound.end()]))).toEqual(whole);
      }),
    );
  });

  it("of the telephone's own rate is only written differently", () => {
    const sound = new TelephoneSound(8_000);
    const pcm = TONE.slice(0, 800);
    const mulaw = sound.push(new Uint8Array(pcm.buffer));
    expect(mulawToPcm(mulaw)).toEqual(mulawToPcm(pcmToMulaw(pcm)));
    expect(sound.end().length).toBe(0);
  });
});
