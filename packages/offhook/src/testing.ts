/** Tests that read like calls, in virtual time. Importing this adds the matchers to Vitest's `expect`. */
import "./sdk/testing/matchers.ts";

export { type Clause, type MakeModel, MODEL_CLAUSES, type ModelScene } from "./sdk/contracts/model-clauses.ts";
export { describeModelContract } from "./sdk/contracts/model-contract.ts";
export { TRANSCRIBER_CLAUSES, type TranscriberSample } from "./sdk/contracts/transcriber-clauses.ts";
export { describeTranscriberContract } from "./sdk/contracts/transcriber-contract.ts";
export { type MakeVoice, VOICE_CLAUSES } from "./sdk/contracts/voice-clauses.ts";
export { describeVoiceContract } from "./sdk/contracts/voice-contract.ts";
export { type ModelScript, type ScriptedAnswer, scriptedModel } from "./sdk/scripted-model.ts";
export { Caller, caller } from "./sdk/testing/caller.ts";
export { type Effect, type SimulatedCall, type SimulateOptions, simulate } from "./sdk/testing/simulate.ts";
