/** Which of ElevenLabs' models speak. */

const MODELS = /^eleven_(flash_v2_5|flash_v2|turbo_v2_5|turbo_v2|multilingual_v2|v3|v3_conversational)$/;

export const isModel = (id: unknown): boolean => typeof id === "string" && MODELS.test(id);
