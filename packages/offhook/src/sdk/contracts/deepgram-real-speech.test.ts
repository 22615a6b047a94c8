/** Real speech through the twin: the embedded transcriber is its ear, so that what was said is what the adapter reports. */
import type { Transcriber } from "@offhook/engine/ports";
import { deepgramTranscriber } from "@offhook/provider-deepgram";
import { embeddedTranscriber, embeddedVoice } from "@offhook/provider-embedded";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { serveSocketTwin } from "@offhook/twin-kit";
import { expect, it } from "vitest";
import { eventually, joined, listenWith, pushInFrames, quiet } from "./heard-speech.ts";
import { speakOnce } from "./voice-clauses.ts";

/** A transcriber as a function: the first final of this audio, or nothing after a while. */
function asEar(transcriber: Transcriber): (audio: Uint8Array) => Promise<string> {
  return async (audio) => {
    const heard = listenWith(transcriber);
    const padded = joined(quiet(300), audio, quiet(300));
    heard.session.speechStarted(300);
    pushInFrames(heard.session, padded);
    heard.session.speechPaused(padded.length / 8 - 300);
    const limit = Date.now() + 8_000;
    while (heard.finals.length === 0 && heard.faults.length === 0 && Date.now() < limit) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    heard.session.close();
    return heard.finals[0]?.text ?? "";
  };
}

it.each(["nova-3", "flux-general-en"])("%s gives the words that were spoken", async (model) => {
  const { audio } = await speakOnce(embeddedVoice({ voice: "rms" }), "I would like to book an appointment.");
  const twin = new DeepgramTwin().hears(asEar(embeddedTranscriber()));
  const served = await serveSocketTwin(twin);
  const heard = listenWith(deepgramTranscriber({ apiKey: "k", baseUrl: served.baseUrl, model }));
  pushInFrames(heard.session, joined(quiet(400), audio, quiet(1_000)));
  await eventually(() => heard.finals.length).toBeGreaterThan(0);
  const words = heard.finals.map(({ text }) => text).join(" ");
  expect(words.toLowerCase()).toContain("book an appointment");
  expect(heard.faults).toEqual([]);
  expect(heard.partials.length).toBeGreaterThan(0);
  heard.session.close();
  await served.close();
});
