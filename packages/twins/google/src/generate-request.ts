/** Reads and checks a `generateContent` request as Google does: what is wrong with it is said in its words. */
import { parseObject } from "@offhook/twin-kit";
import { GENERATE_REQUEST, unknownField } from "./known-fields.ts";

export interface Part {
  text?: string;
  thoughtSignature?: string;
  speechMetadata?: { style?: string };
  functionCall?: { id?: string; name: string; args?: Record<string, unknown> };
  functionResponse?: { id?: string; name: string; response?: Record<string, unknown> };
}

export interface Content {
  role?: string;
  parts: readonly Part[];
}

export interface GenerateRequest {
  contents: readonly Content[];
  systemInstruction?: Content;
  tools?: readonly { functionDeclarations?: readonly Record<string, unknown>[] }[];
  generationConfig?: Readonly<Record<string, unknown>>;
}

export type ReadRequest = { ok: true; request: GenerateRequest } | { ok: false; message: string };

/** `isSigned`: Gemini wrote this, or the client says that somebody else did. */
export function readGenerateRequest(body: string, model: string, isSigned: (sign: string) => boolean): ReadRequest {
  const request = parseObject(body);
  if (!request) return { ok: false, message: "Invalid JSON payload received. Unexpected token." };
  const problem =
    unknownField(request, GENERATE_REQUEST) ?? contentsProblem(request.contents) ?? toolsProblem(request.tools);
  if (problem) return { ok: false, message: problem };
  const read = request as unknown as GenerateRequest;
  const refused = thinkingProblem(read.generationConfig, model) ?? signatureProblem(read.contents, model, isSigned);
  return refused ? { ok: false, message: refused } : { ok: true, request: read };
}

function contentsProblem(contents: unknown): string | null {
  if (!Array.isArray(contents) || contents.length === 0)
    return "GenerateContentRequest.contents: contents is not specified";
  let before: Content | null = null;
  for (const content of contents as Content[]) {
    if (content.role !== undefined && content.role !== "user" && content.role !== "model") {
      return "Please use a valid role: user, model.";
    }
    if (!Array.isArray(content.parts) || content.parts.length === 0) {
      return "Unable to submit request because it must include at least one parts field, which describes the prompt input.";
    }
    if (content.parts.some((part) => Object.keys(part).length === 0)) {
      return "* GenerateContentRequest.contents.parts.data: required oneof field 'data' must have one initialized field";
    }
    const problem = callsProblem(content, before);
    if (problem) return problem;
    before = content;
  }
  return (before as Content | null)?.parts.some(({ functionCall }) => functionCall) ? AFTER_CALLS : null;
}

const AFTER_CALLS =
  "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";

function callsProblem(content: Content, before: Content | null): string | null {
  const asked = before?.parts.filter(({ functionCall }) => functionCall) ?? [];
  const answered = content.parts.filter(({ functionResponse }) => functionResponse);
  if (asked.length !== answered.length) {
    return asked.length > 0
      ? AFTER_CALLS
      : "Please ensure that function response turn comes immediately after a function call turn.";
  }
  if (answered.some(({ functionResponse }, index) => functionResponse?.name !== asked[index]?.functionCall?.name)) {
    return AFTER_CALLS;
  }
  const calls = content.parts.some(({ functionCall }) => functionCall);
  const isInPlace = content.role === "model" && before !== null && before.role !== "model";
  return !calls || isInPlace
    ? null
    : "Please ensure that function call turn comes immediately after a user turn or after a function response turn.";
}

function toolsProblem(tools: unknown): string | null {
  if (tools === undefined) return null;
  for (const { functionDeclarations } of tools as GenerateRequest["tools"] & object) {
    for (const { name, parameters, parametersJsonSchema } of functionDeclarations ?? []) {
      if (typeof name !== "string" || !/^[a-zA-Z_][\w.:-]{0,127}$/.test(name)) {
        return `Invalid function name. Must start with a letter or an underscore: ${String(name)}`;
      }
      if (parameters !== undefined && parametersJsonSchema !== undefined) {
        return "Only one of `parameters` and `parameters_json_schema` may be set.";
      }
    }
  }
  return null;
}

function thinkingProblem(config: Readonly<Record<string, unknown>> | undefined, model: string): string | null {
  const thinking = (config?.thinkingConfig ?? {}) as Record<string, unknown>;
  if (thinking.thinkingBudget !== undefined && thinking.thinkingLevel !== undefined) {
    return "You can only set only one of thinking budget and thinking level.";
  }
  if (thinking.thinkingLevel !== undefined && /gemini-2/.test(model)) {
    return "Thinking level is not supported for this model.";
  }
  return null;
}

/** Of the turn under way: what came before the caller's last words is not looked at. */
function signatureProblem(contents: readonly Content[], model: string, isSigned: (sign: string) => boolean) {
  if (/gemini-(1|2)\b/.test(model)) return null;
  const from = contents.findLastIndex(({ role, parts }) => role !== "model" && parts.some(({ text }) => text));
  for (const [index, { parts }] of contents.entries()) {
    const first = parts.find(({ functionCall }) => functionCall);
    const corrupted = parts.some(({ thoughtSignature: sign }) => sign !== undefined && !isSigned(sign));
    if (corrupted) return "Corrupted thought signature.";
    if (index <= from || !first || first.thoughtSignature !== undefined) continue;
    const { name } = first.functionCall as { name: string };
    return `Function call \`${name}\` in the \`${index + 1}.\` content block is missing a \`thought_signature\`.`;
  }
  return null;
}
