/** Deepgram's transcribers and voices keep the contracts, over the twin and real sockets. */
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { DeepgramTwin, NO_LATENCIES } from "@offhook/twin-deepgram";
import { serveSocketTwin, tonalSpeech } from "@offhook/twin-kit";
import { afterAll, describe } from "vitest";
import { describeTranscriberContract } from "./transcriber-contract.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const TEXT = "I would like to book an appointment.";
const twin = new DeepgramTwin({ apiKey: "dg-right", latencies: NO_LATENCIES }).hears(() => TEXT);
const served = await serveSocketTwin(twin);
const account = { apiKey: "dg-right", baseUrl: served.baseUrl };
const speech = tonalSpeech(TEXT).audio;

afterAll(() => served.close());

describe("over its twin", () => {
  for (const model of ["nova-3", "nova-2-phonecall", "flux-general-en"]) {
    describeTranscriberContract(`deepgram/${model}`, async () => ({
      make: () => deepgramTranscriber({ ...account, model }),
      speech: model.startsWith("flux")
        ? new Uint8Array(Buffer.concat([speech, new Uint8Array(8_000).fill(0xff)]))
        : speech,
    }));
  }
  describeVoiceContract("deepgram/aura-2-thalia-en", () => deepgramVoice(account));
});
