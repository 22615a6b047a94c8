/** The voices that people choose from: ElevenLabs' list by pages, and the vendor's own samples, over the twin. */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchPreview, listVoices } from "@offhook/provider-elevenlabs";
import { ElevenLabsTwin, type ElevenLabsTwinOptions, TWIN_SAMPLE } from "@offhook/twin-elevenlabs";
import { type LineTrouble, serveSocketTwin } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";

const KEY = "el-secret-key";

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

async function account(options: ElevenLabsTwinOptions = {}, ...troubles: LineTrouble[]) {
  const twin = new ElevenLabsTwin({ apiKey: KEY, ...options }).nextAnswer(...troubles);
  const { baseUrl, close } = await serveSocketTwin(twin);
  opened.push(close);
  return { twin, access: { key: KEY, baseUrl } };
}

/** A server that is no vendor's. */
async function serverWith(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  opened.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the list of voices", () => {
  it("tells of each what people choose by", async () => {
    const { access } = await account();
    const answer = await listVoices({ ...access, search: "rachel" });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        voices: [
          {
            ...{ id: "TwinRachel0000000001", name: "Rachel", languages: ["en", "es"] },
            description: "Matter-of-fact, for the telephone.",
            previewUrl: `${access.baseUrl}/v1/voices/TwinRachel0000000001/previews/audio?payload=twin`,
            labels: { accent: "american", gender: "female", language: "en", use_case: "conversational" },
          },
        ],
        nextCursor: null,
      },
    });
  });

  it("comes in pages, each voice once", async () => {
    const voices = Array.from({ length: 230 }, (_, index) => ({
      ...{ voice_id: `TwinVoice${String(index).padStart(11, "0")}`, name: `Voice ${index}` },
    }));
    const { access } = await account({ voices });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await listVoices({ ...access, cursor });
      if (!answer.ok) throw new Error(answer.fault.code);
      names.push(...answer.value.voices.map(({ name }) => name));
      cursor = answer.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual(voices.map(({ name }) => name));
  });

  it("takes voices of which nothing but the id is known, and leaves out what is none", async () => {
    const voices: unknown[] = [{ voice_id: "a" }, { name: "Nobody" }, 7];
    const strange = {
      voice_id: "b",
      name: 7,
      labels: { accent: 7, age: "" },
      verified_languages: [{}, 7, { language: "fr" }],
    };
    const baseUrl = await serverWith((_, response) =>
      response.end(JSON.stringify({ voices: [...voices, strange], has_more: true })),
    );
    const answer = await listVoices({ key: KEY, baseUrl });
    const bare = { name: "", description: "", languages: [], previewUrl: null, labels: {} };
    expect(answer).toEqual({
      ok: true,
      value: {
        voices: [
          { ...bare, id: "a" },
          { ...bare, id: "b", languages: ["fr"] },
        ],
        nextCursor: null,
      },
    });
  });

  it.each([
    [{ type: "refuse", status: 401 }, "elevenlabs-key-refused"],
    [{ type: "refuse", status: 402 }, "elevenlabs-quota-exhausted"],
    [{ type: "refuse", status: 403 }, "elevenlabs-not-allowed"],
    [{ type: "refuse", status: 404 }, "elevenlabs-answer-malformed"],
    [{ type: "refuse", status: 429 }, "elevenlabs-rate-limited"],
    [{ type: "refuse", status: 500 }, "elevenlabs-unavailable"],
    [{ type: "silent" }, "elevenlabs-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "elevenlabs-connect-late"],
    [{ type: "reset", afterMessages: 0 }, "elevenlabs-connect-failed"],
    [{ type: "garbage", afterMessages: 0 }, "elevenlabs-answer-malformed"],
    [{ type: "garbage", afterMessages: 0, text: '{"voices":{}}' }, "elevenlabs-answer-malformed"],
  ] as [LineTrouble, string][])("meets %j as %s, with what to do", async (trouble, code) => {
    const { access } = await account({}, trouble);
    const withinMs = trouble.type === "silent" || trouble.type === "stall" ? 300 : 10_000;
    const answer = await listVoices({ ...access, withinMs });
    expect(answer).toMatchObject({ ok: false, fault: { code, provider: "elevenlabs" } });
    expect(answer.ok ? "" : answer.fix).toMatch(/\w{3}/);
  });

  it.each([
    [{ key: "" }, "elevenlabs-key-missing"],
    [{ key: "el-wrong-key" }, "elevenlabs-key-refused"],
    [{ baseUrl: "nowhere" }, "elevenlabs-base-url-invalid"],
    [{ baseUrl: "http://127.0.0.1:9" }, "elevenlabs-connect-failed"],
    [{ cursor: "made up" }, "elevenlabs-request-refused"],
  ])("with %j is %s, and no key is told", async (change, code) => {
    const { access } = await account();
    const answer = await listVoices({ ...access, ...change });
    expect(answer).toMatchObject({ ok: false, fault: { code } });
    expect(JSON.stringify(answer)).not.toMatch(/el-(wrong|secret)-key/);
  });
});

describe("a voice's sample", () => {
  const withVoice = async (...troubles: LineTrouble[]) => {
    const { twin, access } = await account();
    const answer = await listVoices(access);
    twin.nextAnswer(...troubles);
    const url = answer.ok ? (answer.value.voices[0]?.previewUrl ?? "") : "";
    return { twin, preview: (withinMs = 10_000) => fetchPreview({ url, baseUrl: access.baseUrl, withinMs }) };
  };

  it("is the vendor's own, and got without the key", async () => {
    const { twin, preview } = await withVoice();
    expect(await preview()).toEqual({ ok: true, value: { bytes: TWIN_SAMPLE, contentType: "audio/mpeg" } });
    expect(twin.seen.at(-1)?.headers["xi-api-key"]).toBeUndefined();
  });

  it.each([
    "http://127.0.0.1:9/x.mp3",
    "http://169.254.169.254/latest/meta-data",
    "http://api.elevenlabs.io/v1/voices/a/previews/audio",
    "https://api.elevenlabs.io:8443/a.mp3",
    "https://api.elevenlabs.io.example.com/a.mp3",
    "https://elevenlabs.io@example.com/a.mp3",
    "https://notelevenlabs.io/a.mp3",
    "https://storage.googleapis.com/somebody-else/a.mp3",
    "https://storage.googleapis.com/eleven-public-prod/../somebody-else/a.mp3",
    "file:///etc/passwd",
    "a.mp3",
    "",
  ])("is not fetched from %j, whoever names it", async (url) => {
    const { access } = await account();
    const answer = await fetchPreview({ url, baseUrl: access.baseUrl });
    expect(answer).toMatchObject({ ok: false, fault: { code: "elevenlabs-request-refused" } });
  });

  it("is not followed to another place", async () => {
    const elsewhere = await serverWith((_, response) => response.end(TWIN_SAMPLE));
    const moved = await serverWith((_, response) => response.writeHead(302, { location: elsewhere }).end());
    const answer = await fetchPreview({ url: `${moved}/a.mp3`, baseUrl: moved });
    expect(answer).toMatchObject({ ok: false, fault: { code: "elevenlabs-request-refused" } });
  });

  it("is followed to another place of the vendor's, once", async () => {
    let hops = 0;
    const base = await serverWith((request, response) => {
      hops += 1;
      if (request.url === "/there.mp3") response.end(TWIN_SAMPLE);
      else response.writeHead(302, { location: request.url === "/a.mp3" ? "/there.mp3" : "/round.mp3" }).end();
    });
    expect(await fetchPreview({ url: `${base}/a.mp3`, baseUrl: base })).toMatchObject({ ok: true });
    hops = 0;
    expect(await fetchPreview({ url: `${base}/round.mp3`, baseUrl: base })).toMatchObject({ ok: false });
    expect(hops).toBe(2);
  });

  it("is a sample's size, and sound, however its server calls it", async () => {
    const sizes: Record<string, Buffer> = {
      "/whole": Buffer.concat([Buffer.from("ID3"), Buffer.alloc(1_999_997)]),
      "/more": Buffer.concat([Buffer.from("ID3"), Buffer.alloc(1_999_998)]),
      "/page": Buffer.from("<html>"),
      "/empty": Buffer.alloc(0),
    };
    const baseUrl = await serverWith((request, response) => {
      response.writeHead(200, { "content-type": "text/plain" }).end(sizes[request.url ?? ""]);
    });
    const ask = (path: string) => fetchPreview({ url: `${baseUrl}${path}`, baseUrl });
    expect(await ask("/whole")).toMatchObject({ ok: true, value: { contentType: "audio/mpeg" } });
    for (const path of ["/more", "/page", "/empty"]) {
      expect(await ask(path)).toMatchObject({ ok: false, fault: { code: "elevenlabs-answer-malformed" } });
    }
  });

  it.each([
    [{ type: "refuse", status: 404 }, "elevenlabs-model-unknown"],
    [{ type: "refuse", status: 503 }, "elevenlabs-unavailable"],
    [{ type: "silent" }, "elevenlabs-connect-late"],
    [{ type: "stall", afterMessages: 0 }, "elevenlabs-connect-late"],
    [{ type: "reset", afterMessages: 0 }, "elevenlabs-connect-failed"],
    [{ type: "garbage", afterMessages: 0 }, "elevenlabs-answer-malformed"],
  ] as [LineTrouble, string][])("meets %j as %s", async (trouble, code) => {
    const { preview } = await withVoice(trouble);
    const answer = await preview(trouble.type === "silent" || trouble.type === "stall" ? 300 : 10_000);
    expect(answer).toMatchObject({ ok: false, fault: { code } });
  });
});
