/** Builds the chunks of one streamed answer, in the shapes and the order of the chat completions API. */
import type { TwinAnswer, TwinToolCall } from "./answers.ts";
import type { ChatRequest } from "./chat-request.ts";

export interface Identity {
  id: string;
  created: number;
  model: string;
}

/** `pieces` counts the chunks that carry content, for troubles that come after some of them. */
export interface Chunk {
  json: Record<string, unknown>;
  isPiece: boolean;
}

export function chunksOf(answer: TwinAnswer, request: ChatRequest, identity: Identity): Chunk[] {
  const withUsage = request.stream_options?.include_usage === true;
  const chunk = (delta: Record<string, unknown>, finishReason: string | null = null): Record<string, unknown> => ({
    ...{ id: identity.id, object: "chat.completion.chunk", created: identity.created, model: identity.model },
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    ...(withUsage ? { usage: null } : {}),
  });
  const chunks: Chunk[] = [{ json: chunk({ role: "assistant", content: answer.text ? "" : null }), isPiece: false }];
  for (const content of wordPieces(answer.text ?? "")) chunks.push({ json: chunk({ content }), isPiece: true });
  for (const delta of (answer.calls ?? []).flatMap(callDeltas)) {
    chunks.push({ json: chunk({ tool_calls: [delta] }), isPiece: true });
  }
  chunks.push({ json: chunk({}, finishReasonOf(answer)), isPiece: false });
  if (withUsage) chunks.push({ json: { ...chunk({}), choices: [], usage: usageOf(answer, request) }, isPiece: false });
  return chunks;
}

export const finishReasonOf = (answer: TwinAnswer): string =>
  answer.finishReason ?? (answer.calls?.length ? "tool_calls" : "stop");

/** Words with the space before them, as tokens usually are. */
const wordPieces = (text: string): string[] => text.match(/\s*\S+|\s+$/g) ?? [];

function callDeltas(call: TwinToolCall, index: number): Record<string, unknown>[] {
  const id = call.id ?? `call_${index}_${call.name}`;
  const parts = argumentsText(call).match(/[\s\S]{1,7}/g) ?? [];
  return [
    { index, id, type: "function", function: { name: call.name, arguments: "" } },
    ...parts.map((part) => ({ index, function: { arguments: part } })),
  ];
}

export const argumentsText = (call: TwinToolCall): string =>
  typeof call.arguments === "string" ? call.arguments : JSON.stringify(call.arguments);

/** Four characters a token is near enough for a stand-in. */
export function usageOf(answer: TwinAnswer, request: ChatRequest): Record<string, unknown> {
  const prompt_tokens = Math.ceil(JSON.stringify(request.messages).length / 4);
  const said =
    (answer.text ?? "").length + (answer.calls ?? []).reduce((sum, one) => sum + argumentsText(one).length, 0);
  const completion_tokens = Math.ceil(said / 4);
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}

/** The whole answer at once, for requests that do not stream. */
export function completionOf(answer: TwinAnswer, request: ChatRequest, identity: Identity): Record<string, unknown> {
  const tool_calls = (answer.calls ?? []).map((call, index) => ({
    id: call.id ?? `call_${index}_${call.name}`,
    type: "function",
    function: { name: call.name, arguments: argumentsText(call) },
  }));
  const message = {
    role: "assistant",
    content: answer.text ?? null,
    refusal: null,
    ...(tool_calls.length > 0 ? { tool_calls } : {}),
  };
  return {
    ...{ id: identity.id, object: "chat.completion", created: identity.created, model: identity.model },
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasonOf(answer) }],
    usage: usageOf(answer, request),
  };
}
