/** What is there without anybody making it: the sample assistant, and the tools that every assistant may name. */
export { BUILT_IN_TOOLS } from "./built-in-tools.ts";
export { FRONT_DESK } from "./front-desk.ts";
