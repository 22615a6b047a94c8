/** Builds the events of one answer, in the shapes and the order of streamed Messages. */
import type { TwinAnswer } from "./answers.ts";
import { type CountedPrompt, tokensIn } from "./prompt-cache.ts";

export interface Identity {
  id: string;
  model: string;
  prompt: CountedPrompt;
}

type Json = Record<string, unknown>;

/** `isPiece`: takes its time. */
export interface Event {
  json: Json & { type: string };
  isPiece: boolean;
}

export function eventsOf(answer: TwinAnswer, identity: Identity): Event[] {
  const event = (type: string, fields: Json = {}, isPiece = false): Event => ({ json: { type, ...fields }, isPiece });
  const blocks = contentOf(answer, identity).flatMap((block, index) => [
    event("content_block_start", { index, content_block: beginningOf(block) }),
    ...deltasOf(block).map((delta) => event("content_block_delta", { index, delta }, true)),
    event("content_block_stop", { index }),
  ]);
  const message = { ...messageOf(answer, identity), content: [], stop_reason: null };
  const events = [
    event("message_start", { message: { ...message, usage: { ...identity.prompt, output_tokens: 1 } } }),
    ...blocks,
    event("message_delta", {
      delta: { stop_reason: stopReasonOf(answer), stop_sequence: null },
      usage: { ...identity.prompt, output_tokens: outputTokens(answer) },
    }),
    event("message_stop"),
  ];
  return answer.pings ? events.flatMap((one) => [one, event("ping")]) : events;
}

/** The whole answer at once, for requests that do not stream. */
export const messageOf = (answer: TwinAnswer, identity: Identity): Json => ({
  ...{ id: identity.id, type: "message", role: "assistant", model: identity.model },
  content: contentOf(answer, identity),
  ...{ stop_reason: stopReasonOf(answer), stop_sequence: null },
  usage: { ...identity.prompt, output_tokens: outputTokens(answer) },
});

const stopReasonOf = ({ stopReason, calls }: TwinAnswer): string =>
  stopReason ?? (calls?.length ? "tool_use" : "end_turn");

function contentOf({ text, thinking, calls = [] }: TwinAnswer, { id }: Identity): Json[] {
  return [
    ...(thinking ? [{ type: "thinking", thinking, signature: `signed ${id}` }] : []),
    ...(text ? [{ type: "text", text }] : []),
    ...calls.map((call, index) => ({
      ...{ type: "tool_use", id: call.id ?? `toolu_${id}_${index}`, name: call.name, input: call.input },
    })),
  ];
}

function beginningOf(block: Json): Json {
  if (block.type === "tool_use") return { ...block, input: {} };
  return block.type === "text" ? { type: "text", text: "" } : { type: "thinking", thinking: "", signature: "" };
}

function deltasOf(block: Json): Json[] {
  if (block.type === "text") {
    // Words with the space before them, as tokens usually are.
    return (String(block.text).match(/\s*\S+|\s+$/g) ?? []).map((text) => ({ type: "text_delta", text }));
  }
  if (block.type === "thinking") {
    const { thinking, signature } = block;
    return [
      { type: "thinking_delta", thinking },
      { type: "signature_delta", signature },
    ];
  }
  const json = JSON.stringify(block.input);
  if (json === "{}") return []; // without arguments nothing comes
  return ["", ...(json.match(/[\s\S]{1,9}/g) ?? [])].map((partial_json) => ({
    type: "input_json_delta",
    partial_json,
  }));
}

const outputTokens = ({ text = "", thinking = "", calls = [] }: TwinAnswer): number =>
  tokensIn(text + thinking + calls.map(({ input }) => JSON.stringify(input)).join(""));
