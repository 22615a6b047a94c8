export { FlowProblems, problemsOf as flowProblems } from "./check-flow.ts";
export * from "./definition.ts";
export * from "./meaning.ts";
export * from "./run.ts";
export * from "./state.ts";
