/** Google: language models (Gemini). */
export { GOOGLE_FAULTS, type GoogleFaultCode } from "./faults.ts";
export { type GeminiModelOptions, geminiModel } from "./gemini-model.ts";
export type { GoogleAccount } from "./settings.ts";
