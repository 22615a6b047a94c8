/**
 * What makes a stored assistant unable to take a call, in a sentence, or null. A definition may have been written by hand
 * or by an older Offhook; found here, the caller hears an apology, and not a line that dies.
 */
import { DEFAULT_TIMING, phrasesOf } from "@offhook/engine/conversation";

type Fields = Record<string, unknown>;

export function assistantProblem(definition: unknown): string | null {
  if (!isFields(definition)) return "it is no object";
  return (
    TEXTS.map((name) => textProblem(definition, name)).find(isText) ??
    zoneProblem(definition.timeZone) ??
    LISTS.map((name) => listProblem(definition[name], name)).find(isText) ??
    likeProblem(definition.timing, DEFAULT_TIMING, "timing") ??
    likeProblem(definition.phrases, phrasesOf("en"), "phrases") ??
    (definition.flows as Fields[]).map(flowProblem).find(isText) ??
    null
  );
}

const TEXTS = ["name", "language", "timeZone", "firstMessage", "instructions"];
const LISTS = ["transcriber", "voice", "model", "tools", "flows", "people"];

function textProblem(definition: Fields, name: string): string | null {
  return typeof definition[name] === "string" ? null : `${name} is no text`;
}

function zoneProblem(zone: unknown): string | null {
  try {
    new Intl.DateTimeFormat("en", { timeZone: String(zone) });
    return null;
  } catch {
    return "timeZone is not a known one";
  }
}

function listProblem(value: unknown, name: string): string | null {
  return Array.isArray(value) && value.every(isFields) ? null : `${name} is no list of objects`;
}

/** Every field of the model must be there, as the same type. A number that is missing would be a deadline at no time. */
function likeProblem(value: unknown, model: object, name: string): string | null {
  if (!isFields(value)) return `${name} is no object`;
  const wrong = Object.entries(model).find(
    ([key, like]) => typeof value[key] !== typeof like || Number.isNaN(value[key]),
  );
  return wrong ? `${name}.${wrong[0]} is missing or of another type` : null;
}

function flowProblem({ id, start, nodes }: Fields): string | null {
  if (!isFields(nodes) || !Object.values(nodes).every(isFields)) return `the flow ${id} has no nodes`;
  return Object.hasOwn(nodes, String(start)) ? null : `the flow ${id} begins at a node that it does not have`;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: string | null): value is string => value !== null;
