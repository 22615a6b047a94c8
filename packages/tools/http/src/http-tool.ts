/** A definition made into a tool that calls can run. */
import { createHash } from "node:crypto";
import type { Tool, ToolContext } from "@offhook/engine/ports";
import type { HttpToolDefinition } from "./definition.ts";
import { describedHttpTool } from "./describe.ts";
import { type GuardedAnswer, type GuardedRequest, guardedRequest } from "./guarded-request.ts";
import { fillBody, fillHeader, fillUrl, type TemplateValues } from "./template.ts";
import { ToolFault } from "./tool-fault.ts";

export interface HttpToolParts {
  /** Null: there is none of that name. */
  secret(name: string): Promise<string | null>;
  /** `host` or `host:port` that may be private all the same. */
  allowedHosts: readonly string[];
  /** Told of each run, for whoever looks at it later. Never told a secret. */
  ran?(run: HttpToolRun): void;
}

export interface HttpToolRun {
  callId: string;
  ok: boolean;
  durationMs: number;
  request: { method: string; url: string; headers: Record<string, string>; body: string | null };
  /** Null: nobody answered. */
  status: number | null;
  /** Of the answer, its beginning. */
  answer: string | null;
  fault: { code: string; message: string } | null;
}

const SHOWN_CHARACTERS = 4_000;
const MODEL_READS_CHARACTERS = 200;
/** Of 4xx, these say that it may work another time: what became of this one is not said. */
const MAYBE_LATER = new Set([408, 409, 423, 425, 429]);

export function httpTool(definition: HttpToolDefinition, parts: HttpToolParts): Tool {
  const described = describedHttpTool(definition);
  return { ...described, run: (args, context) => run(definition, parts, args, context, described.deadlineMs) };
}

async function run(
  definition: HttpToolDefinition,
  parts: HttpToolParts,
  args: Record<string, unknown>,
  context: ToolContext,
  deadlineMs: number,
): Promise<unknown> {
  const startedMs = performance.now();
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(deadlineMs)]);
  let request: GuardedRequest | null = null;
  let answer: GuardedAnswer | null = null;
  let fault: ToolFault | null = null;
  try {
    request = await requestOf(definition, parts, args, context);
    answer = await guardedRequest(request, { allowedHosts: parts.allowedHosts, signal });
    return understood(definition, answer);
  } catch (error) {
    fault = error instanceof ToolFault ? error : new ToolFault("tool-failed", String(error));
    throw fault;
  } finally {
    const durationMs = Math.round(performance.now() - startedMs);
    parts.ran?.(runOf(context.callId, request ?? notSent(definition), answer, fault, durationMs));
  }
}

async function requestOf(
  { method, url, headers = {}, body, effect }: HttpToolDefinition,
  { secret }: HttpToolParts,
  args: Record<string, unknown>,
  { callId, callerNumber, carrier, key }: ToolContext,
): Promise<GuardedRequest> {
  const values: TemplateValues = { args, call: { id: callId }, caller: { number: callerNumber } };
  const open: Record<string, string> = { "user-agent": "Offhook", "offhook-carrier": carrier };
  const closed: Record<string, string> = {};
  for (const [header, value] of Object.entries(headers)) {
    if (typeof value === "string") open[header.toLowerCase()] = fillHeader(value, values);
    else {
      const found = await secret(value.secret);
      if (found === null) throw new ToolFault("tool-secret-missing", `There is no secret "${value.secret}"`);
      closed[header.toLowerCase()] = found;
    }
  }
  if (effect === "changes") open["idempotency-key"] = idempotencyKey(key);
  const sent = body === undefined || method === "GET" ? null : JSON.stringify(fillBody(body, values));
  if (sent !== null) open["content-type"] ??= "application/json";
  return { method, url: fillUrl(url, values), headers: open, secretHeaders: closed, body: sent };
}

/** The core's key holds the arguments as they were said: no header can, and nobody's log should. */
const idempotencyKey = (key: string): string => createHash("sha256").update(key).digest("hex");

/** Refused before there was a request: shown as it is written in the tool. */
const notSent = ({ method, url }: HttpToolDefinition): GuardedRequest => ({
  ...{ method, url, headers: {}, secretHeaders: {}, body: null },
});

function understood({ response }: HttpToolDefinition, { status, contentType, text }: GuardedAnswer): unknown {
  if (status < 200 || status > 299) {
    const code = status >= 400 && status < 500 && !MAYBE_LATER.has(status) ? "tool-refused" : "tool-failed";
    const said = text.replace(/\s+/g, " ").slice(0, MODEL_READS_CHARACTERS);
    throw new ToolFault(code, `The server answered ${status}${said ? `: ${said}` : ""}`, status);
  }
  const value = text.trim() === "" ? null : parsed(text, contentType);
  if (!response) return value;
  return Object.fromEntries(Object.entries(response).map(([field, path]) => [field, at(value, path)]));
}

function parsed(text: string, contentType: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A page for people is no answer: nobody wants to hear it read aloud.
    if (/^text\/plain\b/i.test(contentType)) return text;
    throw new ToolFault("tool-answer-not-json", "The answer is not JSON");
  }
}

/** `order.items[0].name`; null where there is nothing. */
function at(value: unknown, path: string): unknown {
  let found: unknown = value;
  for (const part of path.split(/[.[\]]+/).filter(Boolean)) {
    if (found === null || typeof found !== "object" || !Object.hasOwn(found, part)) return null;
    found = (found as Record<string, unknown>)[part];
  }
  return found ?? null;
}

function runOf(
  callId: string,
  { method, url, headers, secretHeaders, body }: GuardedRequest,
  answer: GuardedAnswer | null,
  fault: ToolFault | null,
  durationMs: number,
): HttpToolRun {
  const hidden = Object.fromEntries(Object.keys(secretHeaders).map((name) => [name, "•••"]));
  const clean = (text: string): string =>
    Object.values(secretHeaders).reduce((rest, secret) => rest.replaceAll(secret, "•••"), text);
  return {
    ...{ callId, ok: fault === null, durationMs },
    request: { method, url, headers: { ...headers, ...hidden }, body: body?.slice(0, SHOWN_CHARACTERS) ?? null },
    status: answer?.status ?? fault?.status ?? null,
    // A server that sends back what it was sent must not put a secret into the record.
    answer: answer === null ? null : clean(answer.text).slice(0, SHOWN_CHARACTERS),
    fault: fault && { code: fault.code, message: clean(fault.message) },
  };
}
