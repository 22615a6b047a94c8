/** What every language model may do without a tool being written: the core carries these out itself. */
import type { PinnedTool } from "../conversation/index.ts";

const NO_ARGUMENTS = { type: "object", properties: {}, additionalProperties: false };
const BOTH = { parameters: NO_ARGUMENTS, effect: true, deadlineMs: 8_000 };

const END_CALL: PinnedTool = {
  name: "end_call",
  description: "Ends the call after what you say now was heard. Use it once the caller wants nothing more.",
  ...BOTH,
};

/** It takes no destination: whom it reaches is a matter of the assistant, never of a caller's or a model's words. */
const TRANSFER: PinnedTool = {
  name: "transfer_to_person",
  description: "Puts the caller through to a person. Use it when they ask for one, or when you cannot help.",
  ...BOTH,
};

export const coreTools = (anybody: boolean): readonly PinnedTool[] => (anybody ? [END_CALL, TRANSFER] : [END_CALL]);
