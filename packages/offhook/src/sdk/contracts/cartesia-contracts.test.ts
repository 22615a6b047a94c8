/** Cartesia's voices and transcribers keep the contracts, over the twin and real sockets. */
import { cartesiaTranscriber, cartesiaVoice } from "@offhook/provider-cartesia";
import { checkAccount } from "@offhook/provider-cartesia/check-account";
import { CartesiaTwin, NO_LATENCIES, TWIN_VOICES } from "@offhook/twin-cartesia";
import { serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, describe, expect, it } from "vitest";
import { joined, quiet } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const TEXT = "I would like to book an appointment.";
const twin = new CartesiaTwin({ apiKey: "ca-right", latencies: NO_LATENCIES }).hears(() => TEXT);
const served = await serveSocketTwin(twin);
const account = { apiKey: "ca-right", baseUrl: served.baseUrl };

afterAll(() => served.close());

describe("over its twin", () => {
  describeVoiceContract("cartesia/sonic-3.5", () => cartesiaVoice({ ...account, voice: TWIN_VOICES[0]?.id ?? "" }));
  for (const model of ["ink-2", "ink-whisper"]) {
    describeTranscriberContract(`cartesia/${model}`, async () => ({
      make: () => cartesiaTranscriber({ ...account, model }),
      // Ink-2 itself says when the turn is over, after a silence.
      speech: joined(tonalSpeech(TEXT).audio, quiet(model === "ink-2" ? 1_000 : 0)),
    }));
  }

  it("the account is checked with the same key", async () => {
    const signal = new AbortController().signal;
    expect(await checkAccount({ ...account, signal })).toMatchObject({ ok: true });
    const refused = await checkAccount({ ...account, apiKey: "ca-wrong", signal });
    expect(refused).toMatchObject({ ok: false, fault: "key-refused" });
  });
});
