/** Reads and checks a Messages request as Anthropic does: what is wrong with it is said in its words. */
import { parseObject } from "@offhook/twin-kit";

export interface Block {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: unknown;
  tool_use_id?: string;
  cache_control?: { type: string };
}

export interface Message {
  role: string;
  content: string | readonly Block[];
}

export interface MessageRequest {
  model: string;
  max_tokens: number;
  messages: readonly Message[];
  system?: string | readonly Block[];
  tools?: readonly Record<string, unknown>[];
  stream?: boolean;
  thinking?: { type: string };
  [field: string]: unknown;
}

export type ReadRequest = { ok: true; request: MessageRequest } | { ok: false; message: string };

const FIELDS = new Set(
  (
    "model max_tokens messages system tools tool_choice stream stop_sequences thinking output_config service_tier " +
    "speed metadata cache_control container diagnostics inference_geo"
  ).split(" "),
);

export function readMessageRequest(body: string): ReadRequest {
  const request = parseObject(body);
  if (!request) return { ok: false, message: "The request body is not valid JSON" };
  const unknown = Object.keys(request).find((field) => !FIELDS.has(field));
  if (unknown) return { ok: false, message: `${unknown}: Extra inputs are not permitted` };
  for (const field of ["model", "max_tokens", "messages"]) {
    if (request[field] === undefined) return { ok: false, message: `${field}: Field required` };
  }
  const read = request as unknown as MessageRequest;
  const problem = toolsProblem(read) ?? thinkingProblem(read) ?? marksProblem(read) ?? messagesProblem(read.messages);
  return problem ? { ok: false, message: problem } : { ok: true, request: read };
}

export const blocksOf = (content: string | readonly Block[] | undefined): readonly Block[] =>
  typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);

function toolsProblem({ tools = [] }: MessageRequest): string | null {
  for (const [index, { name, input_schema: schema }] of tools.entries()) {
    if (typeof name !== "string" || !/^[a-zA-Z0-9_-]{1,128}$/.test(name)) {
      return `tools.${index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`;
    }
    if ((schema as { type?: unknown } | undefined)?.type !== "object") {
      return `tools.${index}.custom.input_schema.type: Field required`;
    }
  }
  return null;
}

/** By the vendor's table of thinking by model. */
function thinkingProblem({ model, thinking }: MessageRequest): string | null {
  const refused = /sonnet-5-5/.test(model) ? ["disabled", "enabled"] : /haiku-4-5/.test(model) ? ["adaptive"] : [];
  if (!thinking || !refused.includes(thinking.type)) return null;
  return `thinking.type: "${thinking.type}" is not supported on this model.`;
}

function marksProblem({ tools = [], system, messages }: MessageRequest): string | null {
  const blocks = [...tools, ...blocksOf(system), ...messages.flatMap(({ content }) => blocksOf(content))];
  const marks = blocks.filter(({ cache_control: mark }) => mark).length;
  return marks > 4 ? `A maximum of 4 blocks with cache_control may be provided. Found ${marks}.` : null;
}

function messagesProblem(messages: readonly Message[]): string | null {
  if (messages.length === 0) return "messages: at least one message is required";
  if (messages[0]?.role !== "user") return 'messages: first message must use the "user" role';
  if (messages.at(-1)?.role !== "user") {
    return "This model does not support assistant message prefill. The conversation must end with a user message.";
  }
  let asked: readonly string[] = [];
  for (const [index, { role, content }] of messages.entries()) {
    if (role !== "user" && role !== "assistant") return `messages.${index}.role: Input should be 'user' or 'assistant'`;
    const blocks = blocksOf(content);
    const problem = textProblem(blocks) ?? resultsProblem(blocks, asked, index);
    if (problem) return problem;
    asked = blocks.flatMap(({ type, id }) => (type === "tool_use" ? [id ?? ""] : []));
    const odd = asked.findIndex((id) => !/^[a-zA-Z0-9_-]+$/.test(id));
    if (odd >= 0) return `messages.${index}.content.${odd}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'`;
  }
  return null;
}

function textProblem(blocks: readonly Block[]): string | null {
  if (blocks.length === 0) return "messages: all messages must have non-empty content";
  const empty = blocks.some(({ type, text }) => type === "text" && (text ?? "").trim() === "");
  return empty ? "messages: text content blocks must contain non-whitespace text" : null;
}

function resultsProblem(blocks: readonly Block[], asked: readonly string[], index: number): string | null {
  const results = blocks.filter(({ type }) => type === "tool_result").map(({ tool_use_id: id }) => id ?? "");
  const stray = results.find((id) => !asked.includes(id));
  if (stray !== undefined) {
    return `messages.${index}.content.0: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
  }
  const first = blocks.slice(0, results.length).every(({ type }) => type === "tool_result");
  const missing = first ? asked.filter((id) => !results.includes(id)) : asked;
  if (missing.length === 0) return null;
  return `messages.${index - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(", ")}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
}
