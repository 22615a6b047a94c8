export * from "./definition.ts";
export * from "./meaning.ts";
export * from "./run.ts";
export * from "./state.ts";
