/**
 * Models of Google Cloud Speech-to-Text v1, as data. Which language each of them knows is in no source that we have but for
 * English; what it does not know is refused at the opening, in words.
 */
import { type Catalogue, type ModelCard, NO_END } from "@offhook/provider-kit/catalogue";

const PROTO = { source: "@google-cloud/speech 8.1.0, cloud_speech.proto (v1)", asOf: "2026-11-22" };
const PAGES = { source: "docs.cloud.google.com/speech-to-text, supported languages", asOf: "2026-11-22" };

const transcriber = (id: string, name: string, rest: Partial<ModelCard> = {}): ModelCard => ({
  ...{ id, name, kind: "transcriber", languages: ["mul"], prices: "unknown", formats: ["mulaw/8000"] },
  ...{ ...NO_END, ...PROTO, ...rest },
});

export const GOOGLE_CLOUD_CATALOGUE: Catalogue = {
  provider: "google-cloud",
  name: "Google Cloud Speech",
  keyName: "GOOGLE_CLOUD_API_KEY",
  baseUrlName: "GOOGLE_CLOUD_SPEECH_BASE_URL",
  baseUrl: "https://speech.googleapis.com",
  defaults: { transcriber: "telephony" },
  models: [
    transcriber("telephony", "Telephony", PAGES),
    transcriber("telephony_short", "Telephony, short utterances", PAGES),
    transcriber("latest_long", "Latest long"),
    transcriber("latest_short", "Latest short"),
    transcriber("phone_call", "Phone call (enhanced)"),
    transcriber("command_and_search", "Command and search"),
    transcriber("default", "Default"),
  ],
};
