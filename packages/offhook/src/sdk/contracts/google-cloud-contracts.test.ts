/** Google Cloud's transcriber keeps the contract, over the twin and real gRPC. */
import { cloudTranscriberFromChoice, googleCloudTranscriber } from "@offhook/provider-google";
import { checkCloudAccount } from "@offhook/provider-google/check-account";
import { CloudSpeechTwin, NO_CLOUD_SPEECH_LATENCIES, serveCloudSpeech } from "@offhook/twin-google";
import { tonalSpeech } from "@offhook/twin-kit";
import { afterAll, describe, expect, it } from "vitest";
import { eventually, listenWith } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";

const TEXT = "I would like to book an appointment.";
const latencies = NO_CLOUD_SPEECH_LATENCIES;
const twin = new CloudSpeechTwin({ apiKey: "gc-right", latencies }).hears(() => TEXT);
const served = await serveCloudSpeech(twin);
const account = { apiKey: "gc-right", baseUrl: served.baseUrl };

afterAll(() => served.close());

describe("over its twin", () => {
  for (const model of ["telephony", "latest_long", "phone_call"]) {
    describeTranscriberContract(`google-cloud/${model}`, async () => ({
      make: () => googleCloudTranscriber({ ...account, model }),
      speech: tonalSpeech(TEXT).audio,
    }));
  }

  it("the account is checked with the same key", async () => {
    const signal = new AbortController().signal;
    expect(await checkCloudAccount({ ...account, signal })).toMatchObject({ ok: true });
    const refused = await checkCloudAccount({ ...account, apiKey: "gc-wrong", signal });
    expect(refused).toMatchObject({ ok: false, fault: "key-refused" });
    expect(JSON.stringify(refused)).not.toContain("gc-wrong");
    const away = await checkCloudAccount({ ...account, baseUrl: "http://127.0.0.1:9", signal });
    expect(away).toMatchObject({ ok: false, fault: "connect-failed" });
    twin.next({ type: "silent" });
    const late = await checkCloudAccount({ ...account, signal: AbortSignal.timeout(150) });
    expect(late).toMatchObject({ ok: false, fault: "connect-late" });
    const keyless = await checkCloudAccount({ ...account, apiKey: "", signal });
    expect(keyless).toMatchObject({ ok: false, fault: "key-missing" });
  });

  it("an assistant names the model and its terms, the environment has the key and the address", async () => {
    const environment = { GOOGLE_CLOUD_API_KEY: account.apiKey, GOOGLE_CLOUD_SPEECH_BASE_URL: account.baseUrl };
    const choice = { provider: "google-cloud", id: "latest_long", phrases: ["Riverside Dental", 7] };
    const transcriber = cloudTranscriberFromChoice(choice, environment);
    expect([transcriber.id, cloudTranscriberFromChoice({}, environment).id]).toEqual([
      "google-cloud/latest_long",
      "google-cloud/telephony",
    ]);
    const heard = listenWith(transcriber, "ru");
    await eventually(() => twin.seen.at(-1)?.config?.config).toMatchObject({
      ...{ model: "latest_long", languageCode: "ru-RU" },
      speechContexts: [{ phrases: ["Riverside Dental"] }],
    });
    heard.session.close();
    const keyless = listenWith(cloudTranscriberFromChoice({}, {}));
    await eventually(() => keyless.faults[0]?.code).toBe("google-cloud-key-missing");
  });
});
