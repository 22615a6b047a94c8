/** ElevenLabs' own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. */
import {
  AudioFormat,
  CommitStrategy,
  ElevenLabsClient,
  ElevenLabsError,
  RealtimeEvents,
} from "@elevenlabs/elevenlabs-js";
import { type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ElevenLabsTwin } from "./elevenlabs-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";
import { TWIN_VOICES } from "./voices.ts";

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const TELEPHONE = { modelId: "scribe_v2_realtime", audioFormat: AudioFormat.ULAW_8000, sampleRate: 8_000 };
const VOICE = TWIN_VOICES[0]?.voice_id ?? "";
/** Long enough for a machine that has other things to do. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

describe("the vendor's SDK", () => {
  const twin = new ElevenLabsTwin({ apiKey: "K", latencies: NO_LATENCIES }).hears(() => TEXT);
  let served: ServedTwin;
  beforeAll(async () => {
    served = await serveSocketTwin(twin);
  });
  afterAll(() => served.close());

  const client = (apiKey = "K"): ElevenLabsClient =>
    new ElevenLabsClient({ apiKey, baseUrl: served.baseUrl, maxRetries: 0 });

  /** Everything that the SDK tells of, by its own names. */
  async function listening(options: object, apiKey?: string) {
    const connection = await client(apiKey).speechToText.realtime.connect({ ...TELEPHONE, ...options });
    const events: { event: string; text?: string; words?: unknown[] }[] = [];
    for (const event of Object.values(RealtimeEvents)) {
      connection.on(event, (data) => void events.push({ ...(data as object), event }));
    }
    const names = (): string[] => events.map(({ event }) => event);
    return { connection, events, names };
  }

  it("hears a segment that it commits itself", async () => {
    const { connection, events, names } = await listening({
      keyterms: ["Ozols", "Riverside"],
      includeTimestamps: true,
    });
    await eventually(() => names().includes("session_started")).toBe(true);
    connection.send({ audioBase64: base64(SPEECH), previousText: "A restaurant." });
    connection.commit();
    await eventually(() => names().at(-1)).toBe("committed_transcript_with_timestamps");
    expect(names()).toContain("partial_transcript");
    expect(names().slice(-3, -1)).toEqual(["final_transcript", "committed_transcript"]);
    expect(events.at(-1)).toMatchObject({
      text: TEXT,
      words: expect.arrayContaining([expect.objectContaining({ text: "table", type: "word" })]),
    });
    expect(twin.seen.at(-1)?.query.getAll("keyterms")).toEqual(["Ozols", "Riverside"]);
    connection.commit();
    await eventually(() => names().slice(-2)).toEqual(["commit_throttled", "error"]);
    connection.close();
    await eventually(() => twin.seen.at(-1)?.closedWith).not.toBeNull();
  });

  it("hears segments that the vendor's silence commits", async () => {
    const { connection, events, names } = await listening({
      ...{ commitStrategy: CommitStrategy.VAD, vadSilenceThresholdSecs: 0.5, minSilenceDurationMs: 100 },
    });
    await eventually(() => names().includes("open")).toBe(true);
    connection.send({ audioBase64: base64(SPEECH) });
    connection.send({ audioBase64: base64(new Uint8Array(6_000).fill(0xff)) });
    await eventually(() => events.at(-1)).toMatchObject({ event: "committed_transcript", text: TEXT });
    connection.close();
  });

  it("is told that the key is wrong, or a setting", async () => {
    const wrongKey = await listening({}, "wrong");
    await eventually(() => wrongKey.names()).toEqual(["open", "auth_error", "error", "close"]);
    const wrongLanguage = await listening({ languageCode: "english" });
    await eventually(() => wrongLanguage.names()).toEqual(["open", "invalid_request", "error", "close"]);
  });

  it("speaks over HTTP", async () => {
    const asked = { text: TEXT, modelId: "eleven_flash_v2_5", outputFormat: "ulaw_8000" } as const;
    const stream = await client().textToSpeech.stream(VOICE, asked);
    const pieces: Uint8Array[] = [];
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
    }
    expect(new Uint8Array(Buffer.concat(pieces))).toEqual(SPEECH);
    const nobody = client().textToSpeech.stream("nobody", asked);
    await expect(nobody).rejects.toMatchObject({ statusCode: 404, body: { detail: { status: "not_found" } } });
  });

  it("searches the voices, page by page", async () => {
    const { voices } = client();
    const found = await voices.search({ search: "rach", includeTotalCount: true });
    expect(found).toMatchObject({ hasMore: false, totalCount: 1, voices: [{ voiceId: VOICE, name: "Rachel" }] });
    expect(found.voices[0]).toMatchObject({
      labels: { accent: "american" },
      description: expect.stringContaining("telephone"),
    });
    expect(found.voices[0]?.verifiedLanguages?.map(({ language }) => language)).toEqual(["en", "es"]);
    const first = await voices.search({ pageSize: 1 });
    const second = await voices.search({ pageSize: 1, nextPageToken: first.nextPageToken });
    expect([first, second].map((page) => page.voices[0]?.name)).toEqual(TWIN_VOICES.map(({ name }) => name));
    const refused = client("wrong").voices.search();
    await expect(refused).rejects.toBeInstanceOf(ElevenLabsError);
  });
});
