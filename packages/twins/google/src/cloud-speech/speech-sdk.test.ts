/** The vendor's own SDK, unmodified, against the twin. */
import { type protos, SpeechClient } from "@google-cloud/speech";
import { credentials } from "@grpc/grpc-js";
import { mulawToPcm } from "@offhook/engine/audio";
import { type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CloudSpeechTwin } from "./cloud-speech-twin.ts";
import { NO_CLOUD_SPEECH_LATENCIES } from "./latencies.ts";
import { serveCloudSpeech } from "./serve-cloud-speech.ts";

type Response = protos.google.cloud.speech.v1.IStreamingRecognizeResponse;
type Config = protos.google.cloud.speech.v1.IStreamingRecognitionConfig;

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const SPEECH_MS = SPEECH.length / 8;
const RECOGNITION = { encoding: "MULAW", sampleRateHertz: 8_000, languageCode: "en-US", model: "telephony" } as const;

const HERE = { apiEndpoint: "127.0.0.1", sslCreds: credentials.createInsecure() };

const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

const msOf = (time: { seconds?: unknown; nanos?: number | null } | null | undefined): number =>
  Number(time?.seconds ?? 0) * 1_000 + (time?.nanos ?? 0) / 1_000_000;

describe("the vendor's SDK", () => {
  const twin = new CloudSpeechTwin({ apiKey: "K", latencies: NO_CLOUD_SPEECH_LATENCIES });
  let served: ServedTwin;
  let client: SpeechClient;
  beforeAll(async () => {
    // It would ask the network whether it runs in Google's cloud.
    vi.stubEnv("METADATA_SERVER_DETECTION", "none");
    served = await serveCloudSpeech(twin);
    const port = Number(new URL(served.baseUrl).port);
    client = new SpeechClient({ ...HERE, port });
  });
  afterAll(async () => {
    await client.close();
    await served.close();
    vi.unstubAllEnvs();
  });

  const keyed = (key = "K") => ({ otherArgs: { headers: { "x-goog-api-key": key } } });

  /** All that a stream said; half-closes after the sound. */
  function streamed(config: Config, sound: readonly Uint8Array[], key?: string): Promise<Response[]> {
    const said: Response[] = [];
    return new Promise((resolve, reject) => {
      const stream = client
        .streamingRecognize({ config: RECOGNITION, ...config }, keyed(key))
        .on("data", (response: Response) => void said.push(response))
        .on("error", reject)
        .on("end", () => resolve(said));
      for (const piece of sound) stream.write(piece);
      stream.end();
    });
  }

  /** In pieces of a tenth of a second, as the SDK's users send it. */
  const pieces = (...parts: Uint8Array[]): Uint8Array[] => {
    const all = Buffer.concat(parts);
    return Array.from({ length: Math.ceil(all.length / 800) }, (_, index) =>
      all.subarray(index * 800, index * 800 + 800),
    );
  };

  it("hears words grow, and at the end of the sound the whole sentence at its place", async () => {
    twin.says(TEXT);
    const config = { config: { ...RECOGNITION, enableWordTimeOffsets: true }, interimResults: true };
    const said = (await streamed(config, pieces(quiet(400), SPEECH, quiet(200)))).flatMap(
      ({ results }) => results ?? [],
    );
    const interim = said
      .filter(({ isFinal }) => !isFinal)
      .map(({ alternatives }) => alternatives?.[0]?.transcript ?? "");
    expect(interim.length).toBeGreaterThan(1);
    for (const text of interim) expect(TEXT.startsWith(text)).toBe(true);
    const last = said.at(-1);
    expect(last).toMatchObject({ isFinal: true, alternatives: [{ transcript: TEXT }] });
    expect(msOf(last?.resultEndTime)).toBeCloseTo(600 + SPEECH_MS, -2);
    expect(msOf(last?.alternatives?.[0]?.words?.[0]?.startTime)).toBe(400);
    expect(twin.seen.at(-1)).toMatchObject({ halfClosed: true, endedWith: 0, config: { interimResults: true } });
  });

  it("gets one result an utterance, the second with a space before it, and the bill with the last", async () => {
    twin.says(TEXT, "And a window seat.");
    const said = await streamed({}, pieces(SPEECH, quiet(900), SPEECH));
    const texts = said.flatMap(({ results }) => results ?? []).map(({ alternatives }) => alternatives?.[0]?.transcript);
    expect(texts[0]).toBe(TEXT);
    expect(texts[1]).toMatch(/^ And/);
    expect(msOf(said.at(-1)?.totalBilledTime)).toBe(Math.ceil((900 + 2 * SPEECH_MS) / 1_000) * 1_000);
  });

  it("is told of the end of a single utterance, and of voice", async () => {
    twin.says(TEXT);
    const config = { singleUtterance: true, enableVoiceActivityEvents: true };
    const said = await streamed(config, pieces(SPEECH, quiet(900), SPEECH, quiet(900)));
    const events = said.map(({ speechEventType }) => String(speechEventType));
    const [begin, end, single, final] = events;
    expect([begin, end, single]).toEqual(["SPEECH_ACTIVITY_BEGIN", "SPEECH_ACTIVITY_END", "END_OF_SINGLE_UTTERANCE"]);
    expect([final, said.length]).toEqual(["SPEECH_EVENT_UNSPECIFIED", 4]);
  });

  it("hears what a function makes of the sound, linear sound as well", async () => {
    const heard: number[] = [];
    const other = new CloudSpeechTwin({ latencies: NO_CLOUD_SPEECH_LATENCIES }).hears(async (audio) => {
      heard.push(audio.length);
      return "Heard.";
    });
    const running = await serveCloudSpeech(other);
    const port = Number(new URL(running.baseUrl).port);
    const own = new SpeechClient({ ...HERE, port });
    const pcm = mulawToPcm(SPEECH);
    const content = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
    const request = { config: { ...RECOGNITION, encoding: "LINEAR16" as const }, audio: { content } };
    const [answer] = await own.recognize(request, keyed("any"));
    expect(answer.results?.[0]?.alternatives?.[0]?.transcript).toBe("Heard.");
    expect(heard).toEqual([Math.floor(SPEECH.length / 160) * 160]);
    await own.close();
    await running.close();
  });

  it.each<[string, Config, Uint8Array[], string | undefined, number, RegExp]>([
    ["a wrong key", {}, [SPEECH.subarray(0, 800)], "other", 3, /API key not valid/],
    ["no key", {}, [SPEECH.subarray(0, 800)], "", 7, /unregistered callers/],
    ["a message that is too long", {}, [new Uint8Array(26_000)], "K", 3, /maximum of 25600 bytes/],
    [
      "a language without a region",
      { config: { ...RECOGNITION, languageCode: "en" } },
      [quiet(20)],
      "K",
      3,
      /language code/,
    ],
    ["an unknown model", { config: { ...RECOGNITION, model: "ink" } }, [quiet(20)], "K", 3, /Incorrect model/],
    ["no rate", { config: { ...RECOGNITION, sampleRateHertz: 0 } }, [quiet(20)], "K", 3, /sample rate/],
    [
      "a model that does not know the language",
      { config: { ...RECOGNITION, model: "video", languageCode: "ru-RU" } },
      [quiet(20)],
      "K",
      3,
      /not supported for language : ru-RU/,
    ],
  ])("is refused for %s", async (_, config, sound, key, code, details) => {
    await expect(streamed(config, sound, key)).rejects.toMatchObject({ code, details: expect.stringMatching(details) });
  });

  it("is refused what is not one configuration and then sound", async () => {
    const stream = client._streamingRecognize(keyed());
    const refused = new Promise((resolve) => stream.on("error", resolve));
    stream.write({ audioContent: quiet(20) });
    await expect(refused).resolves.toMatchObject({ code: 3, details: expect.stringContaining("Malordered") });
    const twice = client._streamingRecognize(keyed());
    const again = new Promise((resolve) => twice.on("error", resolve));
    for (let times = 0; times < 2; times += 1) twice.write({ streamingConfig: { config: RECOGNITION } });
    await expect(again).resolves.toMatchObject({ code: 3, details: expect.stringContaining("Malordered") });
  });

  it("meets the troubles that were scripted, as gRPC's statuses", async () => {
    const sound = pieces(SPEECH, quiet(200));
    for (const [status, code] of [
      [401, 16],
      [429, 8],
      [503, 14],
      [4, 4],
    ] as const) {
      twin.next({ type: "refuse", status });
      await expect(streamed({}, sound)).rejects.toMatchObject({ code });
    }
    twin.says(TEXT).next({ type: "reset", afterMessages: 1 });
    await expect(streamed({ interimResults: true }, sound)).rejects.toMatchObject({ code: expect.any(Number) });
  });
});
