/** Phone agents in TypeScript. Flows are in `offhook/flow`, providers in `offhook/providers`, tests in `offhook/testing`. */
export { AssistantProblems, type KnownAnswer } from "@offhook/engine/assistant";
export { type AssistantOptions, type DefinedAssistant, defineAssistant } from "./sdk/define-assistant.ts";
export { type CallFacts, type CodeTool, type RunContext, type ToolOptions, tool } from "./sdk/tool.ts";
