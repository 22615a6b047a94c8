/** A call that is heard by Google Cloud's transcriber, over its twin. */
import { mulawToPcm, pcmToMulaw } from "@offhook/engine/audio";
import { type GoogleCloudTranscriberOptions, googleCloudTranscriber } from "@offhook/provider-google";
import { CloudSpeechTwin, NO_CLOUD_SPEECH_LATENCIES, serveCloudSpeech } from "@offhook/twin-google";
import { type LineTrouble, type ServedTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterEach } from "vitest";
import { joined, listenWith, PATIENT, pushInFrames, quiet } from "./heard-speech.ts";

export const KEY = "gc-secret-key";
export const TEXT = "I need a table for two.";
export const SPEECH = tonalSpeech(TEXT).audio;
export const SPEECH_MS = SPEECH.length / 8;

export const opened: ServedTwin[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
});

export async function twinWith(...troubles: (LineTrouble | null)[]) {
  const twin = new CloudSpeechTwin({ apiKey: KEY, latencies: NO_CLOUD_SPEECH_LATENCIES });
  twin.says(TEXT, "And a window seat.").next(...troubles);
  const served = await serveCloudSpeech(twin);
  opened.push(served);
  const account = { apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT };
  const call = (options: Partial<GoogleCloudTranscriberOptions> = {}, language = "en") =>
    listenWith(googleCloudTranscriber({ ...account, ...options }), language);
  return { twin, served, call };
}

export type Called = ReturnType<Awaited<ReturnType<typeof twinWith>>["call"]>;

/** A sentence with the detector's hints, and a little silence after it. */
export function say({ session }: Called, speech = SPEECH, fromMs = 0): void {
  session.speechStarted(fromMs);
  pushInFrames(session, joined(speech, quiet(200)), fromMs);
  session.speechPaused(fromMs + speech.length / 8);
}

/** Knows the words of a text by their tones, each as often as it is there; of a word that was cut, nothing. */
export function hearsTones(text: string): (audio: Uint8Array) => string {
  const { audio, words } = tonalSpeech(text);
  // µ-law has two noughts, of which a recogniser sees one.
  const plain = pcmToMulaw(mulawToPcm(audio));
  const known = words.map(({ word, startMs, endMs }) => ({ word, sound: plain.subarray(startMs * 8, endMs * 8) }));
  return (heard) => {
    const bytes = Buffer.from(heard);
    const found = known.flatMap(({ word, sound }) => {
      const places: { word: string; at: number }[] = [];
      for (let at = bytes.indexOf(sound); at >= 0; at = bytes.indexOf(sound, at + 1)) places.push({ word, at });
      return places;
    });
    return found
      .sort((one, other) => one.at - other.at)
      .map(({ word }) => word)
      .join(" ");
  };
}
