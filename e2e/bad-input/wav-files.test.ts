/** Spoiled sound files on the command line: each is read, or refused with a code and a fix, and none is half read. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom, tone, writeWav } from "@offhook/engine/audio";
import { afterAll, expect, it } from "vitest";
import { readAudioFile } from "../../packages/offhook/src/cli/call/audio-file.ts";
import { CliError } from "../../packages/offhook/src/cli/cli-error.ts";

const FILES = 1_500;
const folder = mkdtempSync(join(tmpdir(), "offhook-wav-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`${FILES} spoiled WAV files`, () => {
  const random = seededRandom(11);
  const whole = writeWav([tone({ hz: 300, durationMs: 200, levelDb: -20, sampleRateHz: 16_000 })], 16_000);
  const path = join(folder, "spoiled.wav");
  const codes: Record<string, number> = {};
  for (let files = 0; files < FILES; files += 1) {
    writeFileSync(path, spoil(whole, random));
    const outcome = read(path);
    codes[outcome] = (codes[outcome] ?? 0) + 1;
  }
  expect(Object.keys(codes).filter((code) => !/^(read|wav-|audio-)/.test(code))).toEqual([]);
  expect(codes.read).toBeGreaterThan(FILES / 20);
  expect(Object.keys(codes).length).toBeGreaterThan(4);
}, 30_000);

function read(path: string): string {
  try {
    // A header may claim hours: what comes out is never longer than what is there.
    expect(readAudioFile(path).length).toBeLessThan(64_000);
    return "read";
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    expect([error.fix !== "", error.exitCode]).toEqual([true, 2]);
    return error.code;
  }
}

/** Bytes of the header changed, pieces cut off, doubled or put in. */
function spoil(whole: Uint8Array, random: () => number): Uint8Array {
  const spoiled = Buffer.from(whole);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let changes = below(4); changes > 0; changes -= 1) spoiled[below(48)] = below(256);
  if (random() < 0.3) return spoiled.subarray(0, below(spoiled.length));
  if (random() < 0.2)
    return Buffer.concat([spoiled.subarray(0, below(60)), Buffer.alloc(below(50), below(256)), spoiled]);
  if (random() < 0.2) spoiled.writeUInt32LE(0xffff_ffff, [4, 16, 40][below(3)] ?? 4);
  return spoiled;
}
