/** Language models of any OpenAI-compatible server. */
export { MODEL_FAULTS, type ModelFault, type ModelFaultCode } from "./faults.ts";
export { type Environment, type ModelChoice, modelFromChoice } from "./model-from-choice.ts";
export { openaiCompatible } from "./openai-compatible.ts";
export {
  DEFAULT_TIMEOUTS,
  type FetchInit,
  type FetchLike,
  type ModelTimeouts,
  type OpenAiCompatibleOptions,
} from "./settings.ts";
