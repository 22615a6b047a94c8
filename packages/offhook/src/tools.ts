/** The tools that every server has: `tools: [takeMessage]`, or `run(findSlots)` in a flow; and those that ask a server of yours. */
export { bookSlot, findSlots, lookUpOrder, takeMessage } from "./sdk/built-in-tools.ts";
export { type HttpTool, type HttpToolOptions, httpTool, secret } from "./sdk/http-tool.ts";
