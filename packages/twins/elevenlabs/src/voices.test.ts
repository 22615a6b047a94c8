/** The twin's voice list, its samples and its speech over HTTP, by themselves. */
import { memoryFetch, tonalSpeech } from "@offhook/twin-kit";
import { describe, expect, it } from "vitest";
import { ElevenLabsTwin } from "./elevenlabs-twin.ts";
import { NO_LATENCIES } from "./latencies.ts";
import { TWIN_SAMPLE, TWIN_VOICES, type TwinVoice } from "./voices.ts";

const VOICE = TWIN_VOICES[0]?.voice_id ?? "";
const MANY: TwinVoice[] = Array.from({ length: 25 }, (_, index) => ({
  ...{ voice_id: `TwinVoice${String(index).padStart(11, "0")}`, name: `Voice ${index}` },
}));

interface Page {
  voices: { voice_id: string; name: string; preview_url: string }[];
  has_more: boolean;
  next_page_token: string | null;
}

function asking(voices?: readonly TwinVoice[]) {
  const fetch = memoryFetch(new ElevenLabsTwin({ apiKey: "K", latencies: NO_LATENCIES, voices }));
  const ask = (path: string, key = "K", body?: object) =>
    fetch(`http://twin${path}`, {
      headers: { host: "twin", ...(key ? { "xi-api-key": key } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  return { ask, page: async (path: string) => (await (await ask(path)).json()) as Page };
}

describe("/v2/voices", () => {
  it("is searched by name, description, labels and category, with a key", async () => {
    const { ask, page } = asking();
    const names = async (search: string) => (await page(`/v2/voices?search=${search}`)).voices.map(({ name }) => name);
    expect(await names("rach")).toEqual(["Rachel"]);
    expect(await names("takes%20his")).toEqual(["George - warm storyteller"]);
    expect(await names("british")).toEqual(["George - warm storyteller"]);
    expect(await names("premade")).toHaveLength(2);
    expect((await page("/v1/voices")).voices).toHaveLength(2);
    expect((await ask("/v2/voices", "wrong")).status).toBe(401);
    expect((await ask("/v9/voices")).status).toBe(404);
  });

  it("comes in pages of ten, or of as many as were asked for, each voice once", async () => {
    const { ask, page } = asking(MANY);
    expect((await page("/v2/voices")).voices).toHaveLength(10);
    const ids: string[] = [];
    let token: string | null = "";
    while (token !== null) {
      const found: Page = await page(`/v2/voices?page_size=9${token === "" ? "" : `&next_page_token=${token}`}`);
      ids.push(...found.voices.map(({ voice_id }) => voice_id));
      expect(found.has_more).toBe(found.next_page_token !== null);
      token = found.next_page_token;
    }
    expect(ids).toEqual(MANY.map(({ voice_id }) => voice_id));
    for (const wrong of ["page_size=101", "page_size=0", "next_page_token=other"]) {
      expect((await ask(`/v2/voices?${wrong}`)).status).toBe(400);
    }
  });

  it("names each voice's sample, which needs no key", async () => {
    const { ask, page } = asking();
    const [voice] = (await page("/v2/voices")).voices;
    const { pathname, search } = new URL(voice?.preview_url ?? "");
    const answer = await ask(`${pathname}${search}`, "");
    expect(answer.headers.get("content-type")).toBe("audio/mpeg");
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(TWIN_SAMPLE);
    expect((await ask("/v1/voices/nobody/previews/audio", "")).status).toBe(404);
  });
});

describe("/v1/text-to-speech/{voice}/stream", () => {
  const PATH = `/v1/text-to-speech/${VOICE}/stream?output_format=ulaw_8000`;

  it("speaks the whole text", async () => {
    const answer = await asking().ask(PATH, "K", { text: "Hello there.", model_id: "eleven_flash_v2_5" });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(tonalSpeech("Hello there.").audio);
  });

  it.each([
    [PATH, "wrong", { text: "a" }, 401],
    [PATH, "K", {}, 422],
    [PATH, "K", { text: "a", model_id: "eleven_nothing" }, 400],
    [PATH.replace("ulaw_8000", "ulaw_9000"), "K", { text: "a" }, 400],
    [PATH.replace(VOICE, "nobody"), "K", { text: "a" }, 404],
  ])("%s with key %s and %j is %i", async (path, key, body, status) => {
    expect((await asking().ask(path, key, body)).status).toBe(status);
  });
});
