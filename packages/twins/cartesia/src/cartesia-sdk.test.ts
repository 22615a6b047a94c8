/**
 * Cartesia's own SDK, unmodified, works against the twin: it is the oracle of the twin's shapes. It speaks to servers over
 * TLS only, so the twin stands behind a front that ends it.
 */
import { once } from "node:events";
import { createRequire } from "node:module";
import { type AddressInfo, connect } from "node:net";
import { createServer, type Server } from "node:tls";
import { type ServedTwin, serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CartesiaTwin, TWIN_VOICES } from "./cartesia-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";

/** As an ES module it looks for `ws` by `require`, which is not there, and then for a browser's sockets. */
const { default: Cartesia } = createRequire(import.meta.url)(
  "@cartesia/cartesia-js",
) as typeof import("@cartesia/cartesia-js");

/** Of 127.0.0.1, until 2126; nobody else trusts it. */
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg62VLsQ2tL17EHlRX
abXBk5wzrEuYSEtOPDa2Y1OHt4ChRANCAATUH6on9JNt/QX8MkKMv8lRfX+9OOzA
wcHn2WvWzORpU+uTIk3ccmNR0Rvg8aOhu3TLtQLsDwO3VKTwWJl6c1lW
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUcVwC8uTPl6z44uyQ5Lu0wb4nkQMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMzA0NTI0OFoYDzIxMjYxMDMw
MDQ1MjQ4WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATUH6on9JNt/QX8MkKMv8lRfX+9OOzAwcHn2WvWzORpU+uTIk3ccmNR
0Rvg8aOhu3TLtQLsDwO3VKTwWJl6c1lWo28wbTAdBgNVHQ4EFgQUtVtYGNHvjkV4
bbHctcXh4i4nLl8wHwYDVR0jBBgwFoAUtVtYGNHvjkV4bbHctcXh4i4nLl8wGgYD
VR0RBBMwEYcEfwAAAYIJbG9jYWxob3N0MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
zj0EAwIDRwAwRAIgAo+xOjh5vXaa6dnajStMxpFgaxzikdfhF4VZx9OiNQ4CIBQr
vhsAqQAuqq3mbIKu9N+59NhODTw4YR8wl5ZD7ShZ
-----END CERTIFICATE-----`;

const TEXT = "I need a table for two.";
const SPEECH = tonalSpeech(TEXT).audio;
const SOUND = { encoding: "pcm_mulaw", sample_rate: 8_000 } as const;
const SPOKEN = {
  ...{ model_id: "sonic-3.5", voice: TWIN_VOICES[0]?.id ?? "", language: "en", add_timestamps: true },
  output_format: { container: "raw", ...SOUND },
} as const;
/** Long enough for a machine that has other things to do. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 });
const quiet = (ms: number): Uint8Array => new Uint8Array(ms * 8).fill(0xff);

interface Message {
  type?: string;
  [field: string]: unknown;
}

async function tlsFront({ baseUrl }: ServedTwin): Promise<Server> {
  const front = createServer({ key: KEY, cert: CERTIFICATE }, (secure) => {
    const plain = connect(Number(new URL(baseUrl).port), "127.0.0.1");
    for (const [end, other] of [
      [secure, plain],
      [plain, secure],
    ] as const) {
      end.on("error", () => other.destroy());
    }
    secure.pipe(plain).pipe(secure);
  });
  await once(front.listen(0, "127.0.0.1"), "listening");
  return front;
}

describe("the vendor's SDK", () => {
  const twin = new CartesiaTwin({ apiKey: "K", latencies: NO_LATENCIES }).hears(() => TEXT);
  let served: ServedTwin;
  let front: Server;
  beforeAll(async () => {
    served = await serveSocketTwin(twin);
    front = await tlsFront(served);
  });
  afterAll(async () => {
    front.close();
    await served.close();
  });

  const trusting = { ca: CERTIFICATE };
  const client = (apiKey = "K") =>
    new Cartesia({ apiKey, baseURL: `https://127.0.0.1:${(front.address() as AddressInfo).port}`, maxRetries: 0 });

  it("speaks by /tts/websocket, text that goes on, with its words' times, and is called off", async () => {
    const socket = await client().tts.websocket(trusting);
    const context = socket.context({ ...SPOKEN, contextId: "c1" });
    for (const transcript of ["I need a table ", "for two."]) await context.push({ transcript });
    await context.no_more_inputs();
    const events: Message[] = [];
    const sound: Uint8Array[] = [];
    for await (const event of context.receive()) {
      events.push(event as unknown as Message);
      if (event.type === "chunk" && event.audio) sound.push(event.audio);
    }
    expect(new Uint8Array(Buffer.concat(sound))).toEqual(SPEECH);
    const timed = events.flatMap(
      ({ word_timestamps }) => (word_timestamps as { words: string[] } | undefined)?.words ?? [],
    );
    expect(timed).toEqual(TEXT.split(" "));
    expect(events.at(-1)).toMatchObject({ type: "done", status_code: 200, context_id: "c1" });
    const called = socket.context({ ...SPOKEN, contextId: "c2" });
    await called.push({ transcript: TEXT });
    await called.cancel();
    await eventually(() => JSON.parse(twin.seen.at(-1)?.texts.at(-1) ?? "{}")).toEqual({
      cancel: true,
      context_id: "c2",
    });
    socket.close();
    await eventually(() => twin.seen.at(-1)?.closedWith).toBe(1_000);
  });

  it("is told what is wrong with a request, and with a key", async () => {
    const socket = await client().tts.websocket(trusting);
    const errors: Error[] = [];
    socket.on("error", (error) => void errors.push(error));
    const context = socket.context({ ...SPOKEN, voice: "nobody", contextId: "c1" });
    await context.push({ transcript: TEXT });
    await eventually(() => errors.at(-1)?.message).toContain("voice_not_found");
    socket.close();
    // Of a refused speech socket it tells nobody before there is a listener; a listening one does.
    const refused = client("wrong").stt.autoFinalize.websocket({ model: "ink-2", ...SOUND }, trusting);
    refused.on("error", (error) => void errors.push(error));
    await eventually(() => errors.at(-1)?.message).toContain("401");
  });

  it("hears a turn by /stt/turns/websocket", async () => {
    const socket = client().stt.autoFinalize.websocket({ model: "ink-2", ...SOUND, keyterm: ["a b", "c"] }, trusting);
    const events: Message[] = [];
    socket.on("event", (event) => void events.push(event as unknown as Message));
    for (const audio of [SPEECH, quiet(260), SPEECH, quiet(1_000)]) socket.sendRaw(Buffer.from(audio));
    await eventually(() => events.at(-1)).toMatchObject({ type: "turn.end", transcript: TEXT });
    const types = events.map(({ type }) => type).filter((type) => type !== "turn.update");
    const ending = ["turn.eager_end", "turn.resume", "turn.eager_end", "turn.end"];
    expect(types).toEqual(["connected", "turn.start", ...ending]);
    socket.send({ type: "config", turn: { end_threshold: 0.3 } });
    socket.send({ type: "close" });
    await eventually(() => twin.seen.at(-1)?.closedWith).toBe(1_000);
    expect(twin.seen.at(-1)?.query.getAll("keyterm")).toEqual(["a b", "c"]);
    expect(events.some(({ type }) => type === "error")).toBe(false);
  });

  it("hears what it finalizes by /stt/websocket", async () => {
    const socket = client().stt.manualFinalize.websocket({ model: "ink-whisper", ...SOUND, language: "en" }, trusting);
    const events: Message[] = [];
    socket.on("event", (event) => void events.push(event as unknown as Message));
    socket.sendRaw(Buffer.from(SPEECH));
    socket.send("finalize");
    await eventually(() => events.at(-1)?.type).toBe("flush_done");
    const finals = events.filter(({ is_final }) => is_final === true).map(({ text }) => text);
    expect(finals.join("")).toBe(TEXT);
    socket.send("close");
    await eventually(() => twin.seen.at(-1)?.closedWith).toBe(1_000);
    expect(events.at(-1)?.type).toBe("done");
  });
});
