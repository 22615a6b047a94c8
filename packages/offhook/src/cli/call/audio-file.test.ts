/** Recordings of all kinds, as people find them on their disks. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { levelDbOfPcm, tone, writeWav } from "@offhook/engine/audio";
import { describe, expect, it } from "vitest";
import type { CliError } from "../cli-error.ts";
import { readAudioFile } from "./audio-file.ts";

const folder = mkdtempSync(join(tmpdir(), "offhook-audio-"));

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function refusal(path: string): CliError {
  try {
    readAudioFile(path);
  } catch (error) {
    return error as CliError;
  }
  throw new Error("was read");
}

const beep = (sampleRateHz: number) => tone({ hz: 440, durationMs: 1_000, levelDb: -20, sampleRateHz });

describe("an audio file", () => {
  it.each([8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])("of %i Hz becomes 8 kHz", (rateHz) => {
    const pcm = readAudioFile(file(`${rateHz}.wav`, writeWav([beep(rateHz)], rateHz)));
    expect(pcm.length).toBeGreaterThan(7_990);
    expect(pcm.length).toBeLessThan(8_010);
    expect(levelDbOfPcm(pcm.subarray(400, 7_600))).toBeCloseTo(-20, 0);
  });

  it("in stereo becomes one channel", () => {
    const pcm = readAudioFile(file("stereo.wav", writeWav([beep(8_000), beep(8_000)])));
    expect(pcm).toHaveLength(8_000);
    expect(levelDbOfPcm(pcm)).toBeCloseTo(-20, 0);
  });

  it.each([
    ["empty", new Uint8Array(0), "wav-truncated"],
    ["text", new TextEncoder().encode("RIFFraff is no sound at all"), "wav-not-riff"],
    ["cut off", writeWav([beep(8_000)]).subarray(0, 900), "wav-truncated"],
    ["without samples", writeWav([new Int16Array(0)]), "audio-empty"],
    ["silent", writeWav([new Int16Array(8_000)]), "audio-empty"],
    ["of a rate that cannot be", writeWav([beep(8_000)], 4_000_000), "audio-not-wav"],
  ])("that is %s is refused with a fix", (name, bytes, code) => {
    const error = refusal(file(`${name}.wav`, bytes));
    expect(error).toMatchObject({ code, exitCode: 2 });
    expect(error.fix).not.toBe("");
  });
});
