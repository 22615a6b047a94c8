/** An assistant from what was set about it: defaults, and what is wrong with it before any caller finds out. */
export { AssistantProblems, assistantProblems } from "./check-assistant.ts";
export { type AssistantParts, compileAssistant, DEFAULT_TRANSCRIBER, DEFAULT_VOICE } from "./compile.ts";
export { coreTools } from "./core-tools.ts";
export { disclosureOf } from "./disclosure.ts";
export type { KnownAnswer } from "./open-floor.ts";
