export * from "./scripted-line.ts";
export * from "./text-call.ts";
export * from "./virtual-clock.ts";
