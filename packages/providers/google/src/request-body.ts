/** Writes a request for an answer in text. */
import type { ModelRequest } from "@offhook/engine/ports";
import { parse, record, type Turn, turnsOf } from "@offhook/provider-kit";
import type { Signatures } from "./signatures.ts";
import { toolDeclarations } from "./tool-declarations.ts";

export type Thinking = "minimal" | "low" | "medium" | "high";

/** Thoughts count as output, and would use up the room that is meant for words. */
const ROOM_FOR_THOUGHTS: Readonly<Record<Thinking, number>> = { minimal: 128, low: 1_024, medium: 4_096, high: 16_384 };

export interface BodyOptions {
  model: string;
  thinking: Thinking;
  signatures: Signatures;
  extraConfig: Readonly<Record<string, unknown>>;
}

type Part = Record<string, unknown>;

export function requestBody({ messages, tools, maxOutputTokens }: ModelRequest, options: BodyOptions): string {
  const { instructions, turns } = turnsOf(messages);
  const { model, thinking, signatures, extraConfig } = options;
  return JSON.stringify({
    contents: turns.map((turn) => contentOf(turn, signatures)),
    ...(instructions === "" ? {} : { systemInstruction: { parts: [{ text: instructions }] } }),
    ...toolDeclarations(tools),
    generationConfig: {
      maxOutputTokens: maxOutputTokens + ROOM_FOR_THOUGHTS[thinking],
      thinkingConfig: thinkingConfig(model, thinking),
      ...extraConfig,
    },
  });
}

/** From version 3 on a level; before, a number of tokens. Both at once are refused. */
export function thinkingConfig(model: string, thinking: Thinking): Record<string, unknown> {
  if (!/gemini-2\.5/.test(model)) return { thinkingLevel: thinking.toUpperCase() };
  return { thinkingBudget: thinking === "minimal" ? 0 : ROOM_FOR_THOUGHTS[thinking] };
}

function contentOf(turn: Turn, signatures: Signatures): { role: "user" | "model"; parts: Part[] } {
  if (turn.by === "caller") return { role: "user", parts: [{ text: turn.text }] };
  if (turn.by === "tools") {
    const parts = turn.results.map(({ call: { id, name }, content }) => ({
      functionResponse: { id, name, response: responseOf(content) },
    }));
    return { role: "user", parts };
  }
  const ofStep = signatures.ofStep(turn.calls.map(({ id }) => id));
  const calls = turn.calls.map(({ id, name, argumentsJson }, index) => ({
    functionCall: { id, name, args: record(parse(argumentsJson)) ?? {} },
    ...(ofStep[index] === undefined ? {} : { thoughtSignature: ofStep[index] }),
  }));
  return { role: "model", parts: [...(turn.text === "" ? [] : [{ text: turn.text }]), ...calls] };
}

/** It must be an object: what is none, and what looks like Google's own fields, goes under `output`. */
export function responseOf(content: string): Record<string, unknown> {
  const json = parse(content);
  return { output: json === undefined ? content : json };
}
