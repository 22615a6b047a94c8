/** What voices have sent instead of bare audio: it is taken off, refused or named, and never played as noise. */
import { describe, expect, it } from "vitest";
import { join, noise, pcmToMulaw, silence, wavHeader } from "../audio/index.ts";
import { type AudioFormat, TELEPHONE_FORMAT } from "../ports.ts";
import { VoiceAudioGuard } from "./voice-audio-guard.ts";

const TEXT = "We are open from nine in the morning until six in the evening on weekdays.";
const PCM_8K: AudioFormat = { encoding: "pcm16", sampleRateHz: 8_000 };
const speech = (durationMs: number) => noise({ durationMs, levelDb: -20, seed: 5 });
const pcmBytes = (pcm: Int16Array): Uint8Array => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength);
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "latin1"));
const joined = (...parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** WAV with any codec, as voices send it while the length is not known yet. */
function header(tag: number, sampleRateHz: number, bits: number, channels = 1): Uint8Array {
  const bytes = wavHeader({ channels: 1, sampleRateHz, dataBytes: 0 }).slice();
  const view = new DataView(bytes.buffer);
  view.setUint16(20, tag, true);
  view.setUint16(22, channels, true);
  view.setUint16(34, bits, true);
  view.setUint32(40, 0xffffffff, true);
  return bytes;
}

function guarded(sent: Uint8Array, options: { pieces?: number; format?: AudioFormat; text?: string } = {}) {
  const { pieces = sent.length, format = TELEPHONE_FORMAT, text = TEXT } = options;
  const guard = new VoiceAudioGuard({ text, language: "en", format, speed: 1 });
  const all = [];
  for (let at = 0; at < sent.length; at += pieces) all.push(guard.push(sent.subarray(at, at + pieces)));
  all.push(guard.end());
  return {
    audio: joined(...all.map(({ audio }) => audio)),
    found: all.flatMap(({ found }) => found.map(({ code }) => code)),
    refused: all.find(({ refused }) => refused)?.refused ?? null,
    trimmedMs: guard.trimmedMs,
  };
}

const mulaw = pcmToMulaw(speech(4_800));

describe("bare audio", () => {
  it.each([1, 3, 160, 100_000])("passes as it came, in pieces of %i bytes", (pieces) => {
    expect(guarded(mulaw, { pieces })).toEqual({ audio: mulaw, found: [], refused: null, trimmedMs: 0 });
  });

  it("is played at once: nothing waits for a second piece", () => {
    const guard = new VoiceAudioGuard({ text: TEXT, language: "en", format: TELEPHONE_FORMAT, speed: 1 });
    expect(guard.push(new Uint8Array(0)).audio).toHaveLength(0);
    expect(guard.push(mulaw.subarray(0, 20)).audio).toEqual(mulaw.subarray(0, 20));
  });

  it("of two bytes a sample stays in step, however it is cut", () => {
    const pcm = pcmBytes(speech(4_800));
    expect(guarded(pcm, { pieces: 7, format: PCM_8K }).audio).toEqual(pcm);
    expect(guarded(joined(pcm, new Uint8Array([9])), { pieces: 333, format: PCM_8K }).audio).toEqual(pcm);
  });

  it("may begin as a file does, and is none", () => {
    for (const start of [
      [0xff, 0xfb, 0x90, 0x40],
      [0x52, 0x49, 0x46, 0x40],
      [0x7b, 0x22, 0xf3, 0x7a],
      [0x7e, 0x7e],
    ]) {
      const audio = joined(new Uint8Array(start), mulaw);
      expect(guarded(audio, { pieces: 5 })).toMatchObject({ audio, refused: null });
    }
  });
});

describe("a WAV header", () => {
  it.each([1, 13, 44, 4_000])("of the same format is taken off and named, in pieces of %i bytes", (pieces) => {
    const result = guarded(joined(header(7, 8_000, 8), mulaw), { pieces });
    expect(result).toMatchObject({ audio: mulaw, found: ["voice-sent-header"], refused: null });
    const pcm = pcmBytes(speech(4_800));
    const asPcm = guarded(joined(header(1, 8_000, 16), pcm), { pieces, format: PCM_8K });
    expect(asPcm).toMatchObject({ audio: pcm, found: ["voice-sent-header"] });
  });

  it.each([
    ["another rate", header(7, 24_000, 8)],
    ["another encoding", header(1, 8_000, 16)],
    ["two channels", header(7, 8_000, 8, 2)],
    ["nothing after it", header(7, 8_000, 8).subarray(0, 36)],
  ])("with %s: none of it is played", (_what, bytes) => {
    const sent = bytes.length === 44 ? joined(bytes, mulaw) : bytes;
    const result = guarded(sent, { pieces: 50 });
    expect(result.audio).toHaveLength(0);
    expect(result.refused).toMatchObject({ code: "voice-wrong-format", detail: expect.stringMatching(/^It sent WAV/) });
  });
});

describe("what is no audio", () => {
  const mp3Frame = joined(new Uint8Array([0xff, 0xfb, 0x90, 0x40]), new Uint8Array(413).fill(0x55));
  it.each([
    ["MP3", joined(bytesOf("ID3\u0004"), mulaw)],
    ["MP3", joined(mp3Frame, mp3Frame, mp3Frame)],
    ["Ogg", joined(bytesOf("OggS"), mulaw)],
    ["FLAC", joined(bytesOf("fLaC"), mulaw)],
    ["JSON", bytesOf('{"error":{"code":"quota_exceeded","message":"The month is used up."}}')],
    ["HTML", bytesOf("<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>")],
    ["text", bytesOf('{"detail":"no"}')],
  ])("is refused: %s", (what, sent) => {
    for (const pieces of [1, 100, 100_000]) {
      const result = guarded(sent, { pieces });
      expect(result.audio).toHaveLength(0);
      expect(result.refused?.detail).toContain(`It sent ${what};`);
    }
  });
});

describe("silence first", () => {
  it.each([17, 1_600, 100_000])("is cut to 150 ms and named, in pieces of %i bytes", (pieces) => {
    const sent = pcmToMulaw(join(silence(900), speech(4_800)));
    const result = guarded(sent, { pieces });
    expect(result.found).toEqual(["voice-silence-first"]);
    expect(result.trimmedMs).toBeCloseTo(750, -1);
    expect(result.audio.length / 8).toBeCloseTo(4_950, -1);
  });

  it("of 100 ms stays, and silence between words does", () => {
    const sent = pcmToMulaw(join(silence(100), speech(2_000), silence(900), speech(2_000)));
    expect(guarded(sent, { pieces: 800 })).toMatchObject({ audio: sent, found: [] });
  });
});

describe("the pace", () => {
  it.each([
    ["three times too long, as 24 kHz played at 8", 15_000, ["voice-wrong-pace"]],
    ["a third, as 8 kHz played at 24", 1_500, ["voice-wrong-pace"]],
    ["that of a slow reader", 7_000, []],
    ["that of a quick one", 3_000, []],
  ])("%s", (_what, durationMs, found) => {
    expect(guarded(pcmToMulaw(speech(durationMs))).found).toEqual(found);
  });

  it("of few words, or of digits, proves nothing", () => {
    expect(guarded(pcmToMulaw(speech(9_000)), { text: "One moment." }).found).toEqual([]);
    expect(guarded(pcmToMulaw(speech(14_000)), { text: `${TEXT} 415 555 2671` }).found).toEqual([]);
  });
});
