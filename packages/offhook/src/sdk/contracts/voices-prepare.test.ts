/** Voices connect while the greeting plays: the first clause finds an open socket, and the call's end closes it. */
import { TELEPHONE_FORMAT, type Voice } from "@offhook/engine/ports";
import { deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { DeepgramTwin, NO_LATENCIES } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { type SocketTwin, serveSocketTwin } from "@offhook/twin-kit";
import { expect, it } from "vitest";
import { eventually } from "./heard-speech.ts";

interface Seen {
  path: string;
  texts: readonly string[];
  closedWith: number | null;
}

const speaks = (voice: Voice): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = { text: "Good morning.", language: "en", speed: 1, format: TELEPHONE_FORMAT };
    voice.synthesize(request, {
      ...{ audio() {}, words() {} },
      done: resolve,
      fault: ({ code }) => reject(new Error(code)),
    });
  });

async function prepares(twin: SocketTwin & { seen: readonly Seen[] }, make: (baseUrl: string) => Voice): Promise<void> {
  const served = await serveSocketTwin(twin);
  const voice = make(served.baseUrl);
  const sockets = (): readonly Seen[] => twin.seen.filter(({ path }) => !path.endsWith("/voices"));
  voice.prepare?.("en");
  await eventually(() => sockets().length).toBe(1);
  voice.prepare?.("en");
  await speaks(voice);
  expect(sockets()).toHaveLength(1);
  voice.close?.();
  await eventually(() => sockets()[0]?.closedWith).not.toBeNull();
  await served.close();
}

it("Deepgram's", () =>
  prepares(new DeepgramTwin({ latencies: NO_LATENCIES }), (baseUrl) => deepgramVoice({ apiKey: "k", baseUrl })));

it("ElevenLabs'", () =>
  prepares(new ElevenLabsTwin(), (baseUrl) => elevenLabsVoice({ apiKey: "k", baseUrl, voice: "Rachel" })));

it("does not connect for a language that it cannot speak", async () => {
  const twin = new DeepgramTwin({ latencies: NO_LATENCIES });
  const served = await serveSocketTwin(twin);
  deepgramVoice({ apiKey: "k", baseUrl: served.baseUrl }).prepare?.("ru");
  await new Promise(setImmediate);
  expect(twin.seen).toEqual([]);
  await served.close();
});
