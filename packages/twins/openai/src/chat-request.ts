/** Reads and checks a chat completion request as OpenAI does: what is wrong with it is said in its words. */

export interface ChatMessage {
  role: string;
  content: string | null;
  tool_calls?: readonly { id: string; type: string; function: { name: string; arguments: string } }[];
  tool_call_id?: string;
}

export interface ChatRequest {
  model: string;
  messages: readonly ChatMessage[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  tools?: readonly { type: string; function: { name: string; description?: string; parameters?: unknown } }[];
  [field: string]: unknown;
}

export type ReadRequest = { ok: true; request: ChatRequest } | { ok: false; message: string; param?: string };

export function readChatRequest(body: string): ReadRequest {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { ok: false, message: "We could not parse the JSON body of your request." };
  }
  const request = value as Partial<ChatRequest> | null;
  if (request === null || typeof request !== "object") return { ok: false, message: "The body is not an object." };
  if (typeof request.model !== "string") return { ok: false, message: "you must provide a model parameter" };
  if (!Array.isArray(request.messages) || request.messages.length === 0) {
    return { ok: false, message: "Missing required parameter: 'messages'.", param: "messages" };
  }
  if (Array.isArray(request.tools) && request.tools.length === 0) {
    return { ok: false, message: "Invalid 'tools': empty array.", param: "tools" };
  }
  const problem = messageProblem(request.messages as ChatMessage[]);
  return problem ? { ok: false, message: problem, param: "messages" } : { ok: true, request: request as ChatRequest };
}

const ROLES = new Set(["system", "developer", "user", "assistant", "tool"]);

function messageProblem(messages: readonly ChatMessage[]): string | null {
  let awaited: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (!ROLES.has(message?.role)) return `Invalid value: 'messages[${index}].role'.`;
    if (message.role === "tool") {
      const known = awaited.includes(message.tool_call_id ?? "");
      if (!known) return "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.";
      awaited = awaited.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (awaited.length > 0) return unanswered(awaited);
    if (typeof message.content !== "string" && !message.tool_calls?.length) {
      return `Invalid type for 'messages[${index}].content': expected a string.`;
    }
    awaited = (message.tool_calls ?? []).map((call) => call.id);
  }
  return awaited.length > 0 ? unanswered(awaited) : null;
}

const unanswered = (ids: readonly string[]): string =>
  "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. " +
  `The following tool_call_ids did not have response messages: ${ids.join(", ")}`;
