/** Anthropic: language models (Claude). */
export { type ClaudeModelOptions, claudeModel } from "./claude-model.ts";
export { ANTHROPIC_FAULTS, type AnthropicFault, type AnthropicFaultCode } from "./faults.ts";
export { type AnthropicChoice, type Environment, modelFromChoice } from "./from-choice.ts";
export type { AnthropicAccount } from "./settings.ts";
