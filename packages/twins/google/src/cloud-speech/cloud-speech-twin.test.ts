/** The twin's streams by themselves, in virtual time and without sockets. */
import { VirtualClock } from "@offhook/engine/testing";
import { type LineTrouble, seededRandom, tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { CloudSpeechTwin } from "./cloud-speech-twin.ts";
import { type CloudSpeechLatencies, NO_CLOUD_SPEECH_LATENCIES, usualCloudSpeechLatencies } from "./latencies.ts";
import { METHOD } from "./speech-service.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const CONFIG = { encoding: "MULAW", sampleRateHertz: 8_000, languageCode: "en-US", model: "telephony" };

const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

interface Said {
  atMs: number;
  results?: { isFinal?: boolean; alternatives?: { transcript?: string }[] }[];
}

function listen({
  latencies = NO_CLOUD_SPEECH_LATENCIES,
  trouble = null,
}: {
  latencies?: CloudSpeechLatencies;
  trouble?: LineTrouble | null;
} = {}) {
  const clock = new VirtualClock();
  const twin = new CloudSpeechTwin({ latencies, clock }).says(TEXT, "And a window seat.").next(trouble);
  const said: Said[] = [];
  const ended: { code: number; details: string; atMs: number }[] = [];
  const stream = twin.stream("key", {
    send: (bytes) => {
      const message = METHOD.streamingRecognize.responseDeserialize(Buffer.from(bytes)) as Omit<Said, "atMs">;
      said.push({ ...message, atMs: clock.nowMs() });
    },
    close: (code, details) => void ended.push({ code, details, atMs: clock.nowMs() }),
    reset: () => {},
  });
  const ask = (message: object): void => stream.message(METHOD.streamingRecognize.requestSerialize(message));
  return {
    ...{ twin, stream, said, ended, ask, clock },
    /** Hearing takes its turns of the event loop; then time goes on. */
    settle: async (ms = 10) => {
      await new Promise((resolve) => setImmediate(resolve));
      const untilMs = clock.nowMs() + ms;
      while (clock.runNext(untilMs)) {}
      clock.moveTo(untilMs);
    },
    hear: (sound: Uint8Array) => {
      for (let at = 0; at < sound.length; at += 800) ask({ audioContent: sound.subarray(at, at + 800) });
    },
  };
}

const textsOf = (said: readonly Said[], isFinal: boolean): (string | undefined)[] =>
  said
    .flatMap(({ results = [] }) => results)
    .filter((result) => result.isFinal === isFinal)
    .map(({ alternatives }) => alternatives?.[0]?.transcript);

describe("a stream", () => {
  it("may last 305 seconds", async () => {
    const line = listen();
    line.ask({ streamingConfig: { config: CONFIG } });
    for (let second = 0; second < 304; second += 1) {
      line.hear(quiet(1_000));
      await line.settle(1_000);
    }
    expect(line.ended).toEqual([]);
    line.hear(quiet(1_000));
    await line.settle(1_000);
    expect(line.ended).toMatchObject([{ code: 11, details: expect.stringContaining("305 seconds"), atMs: 305_000 }]);
    line.hear(SPEECH);
    line.stream.halfClosed();
    await line.settle(1_000);
    expect([line.said.length, line.ended.length]).toEqual([0, 1]);
  });

  it("is ended ten seconds after the last of the sound", async () => {
    const line = listen();
    line.ask({ streamingConfig: { config: CONFIG } });
    line.hear(quiet(200));
    await line.settle(9_990);
    expect(line.ended).toEqual([]);
    await line.settle(20);
    expect(line.ended).toMatchObject([{ code: 11, details: expect.stringContaining("Audio Timeout Error") }]);
  });

  it("gives no interim results unless they are asked for, and a final one after a long pause", async () => {
    const line = listen();
    line.ask({ streamingConfig: { config: CONFIG } });
    line.hear(SPEECH);
    await line.settle();
    expect(line.said).toEqual([]);
    line.hear(quiet(900));
    await line.settle();
    expect([textsOf(line.said, false), textsOf(line.said, true)]).toEqual([[], [TEXT]]);
  });

  it("says what is left when no sound follows, and ends well", async () => {
    const line = listen();
    line.ask({ streamingConfig: { config: CONFIG, interimResults: true } });
    line.hear(SPEECH);
    line.hear(quiet(200));
    line.stream.halfClosed();
    await line.settle();
    expect(textsOf(line.said, true)).toEqual([TEXT]);
    expect(textsOf(line.said, false).length).toBeGreaterThan(1);
    expect(line.ended).toMatchObject([{ code: 0 }]);
  });

  it("that heard no sound, or no configuration, is refused its end", async () => {
    for (const configured of [true, false]) {
      const line = listen();
      if (configured) line.ask({ streamingConfig: { config: CONFIG } });
      line.stream.halfClosed();
      await line.settle();
      expect(line.ended).toMatchObject([{ code: 3, details: expect.stringContaining("Malordered") }]);
    }
  });

  it("takes its time, and the same time for the same seed", async () => {
    const timesFor = async (seed: number): Promise<number[]> => {
      const line = listen({ latencies: usualCloudSpeechLatencies(seededRandom(seed)) });
      line.ask({ streamingConfig: { config: CONFIG, interimResults: true } });
      line.hear(SPEECH);
      line.hear(quiet(200));
      line.stream.halfClosed();
      await line.settle(2_000);
      expect(line.ended.length).toBe(1);
      return [...line.said, ...line.ended].map(({ atMs }) => atMs);
    };
    const times = await timesFor(5);
    expect(times.every((atMs) => atMs >= 120 && atMs <= 600)).toBe(true);
    expect(await timesFor(5)).toEqual(times);
    expect(await timesFor(6)).not.toEqual(times);
  });

  it("says nothing more to a client that has gone", async () => {
    const line = listen();
    line.ask({ streamingConfig: { config: CONFIG, interimResults: true } });
    line.hear(SPEECH);
    line.stream.cancelled();
    await line.settle(400_000);
    expect([line.said, line.ended, line.twin.seen[0]?.endedWith]).toEqual([[], [], 1]);
  });
});
