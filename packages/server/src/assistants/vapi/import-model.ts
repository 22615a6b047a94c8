/** Vapi's model: who thinks, with which instructions and tools. */
import { type Fields, type Importing, isFields, listOf } from "./importing.ts";

type Choice = { provider: string; id?: string; [setting: string]: unknown };

const SAME = new Set(["openai", "anthropic", "google"]);
/** Servers that speak OpenAI's chat completions, and the name of the variable that holds their key. */
export const COMPATIBLE: Readonly<Record<string, { baseUrl: string; apiKeyFrom: string }>> = Object.freeze({
  groq: { baseUrl: "https://api.groq.com/openai/v1", apiKeyFrom: "GROQ_API_KEY" },
  openrouter: { baseUrl: "https://openrouter.ai/api/v1", apiKeyFrom: "OPENROUTER_API_KEY" },
  xai: { baseUrl: "https://api.x.ai/v1", apiKeyFrom: "XAI_API_KEY" },
  cerebras: { baseUrl: "https://api.cerebras.ai/v1", apiKeyFrom: "CEREBRAS_API_KEY" },
  "deep-seek": { baseUrl: "https://api.deepseek.com/v1", apiKeyFrom: "DEEPSEEK_API_KEY" },
  "together-ai": { baseUrl: "https://api.together.xyz/v1", apiKeyFrom: "TOGETHER_API_KEY" },
});
const DONE = ["provider", "model", "url", "messages", "tools", "fallbackModels"];
const E164 = /^\+[1-9]\d{6,14}$/;

export function importModel(into: Importing, value: unknown): void {
  if (!isFields(value)) return into.leave("model", "it is no object");
  const choice = choiceOf(into, value);
  const others = fallbacksOf(into, value, choice?.provider);
  const all = [...(choice ? [choice] : []), ...others];
  if (all.length > 0) into.settings.model = all;
  if ("messages" in value) importMessages(into, value.messages);
  if ("tools" in value) for (const [index, tool] of listOf(value.tools).entries()) importTool(into, index, tool);
  into.leaveRest("model", value, DONE, "there is no such setting here");
}

function choiceOf(into: Importing, { provider, model, url }: Fields): Choice | null {
  const id = typeof model === "string" ? model : undefined;
  const from = { provider, model, ...(url === undefined ? {} : { url }) };
  const named = String(provider);
  for (const field of ["model", "url"])
    if (field in { model, url } && from[field as "model"] !== undefined) {
      into.keep(
        `model.${field}`,
        SAME.has(named) || COMPATIBLE[named] || named === "custom-llm" ? "model.0" : "nothing: its provider is missing",
      );
    }
  if (SAME.has(named)) {
    into.keep("model.provider", "model.0.provider");
    return { provider: named, ...(id ? { id } : {}) };
  }
  const compatible = COMPATIBLE[named] ?? (named === "custom-llm" && typeof url === "string" ? { baseUrl: url } : null);
  if (compatible) {
    const to = { provider: "openai-compatible", ...(id ? { id } : {}), ...compatible };
    into.change("model.provider", provider, to, "it is reached by its OpenAI-compatible address");
    return to;
  }
  into.leave("model.provider", `there is no model provider "${named}" here: choose another`);
  return null;
}

function fallbacksOf(into: Importing, { fallbackModels }: Fields, provider: string | undefined): Choice[] {
  if (fallbackModels === undefined) return [];
  const ids = Array.isArray(fallbackModels)
    ? fallbackModels.filter((one): one is string => typeof one === "string")
    : [];
  if (!provider || !SAME.has(provider) || ids.length === 0) {
    into.leave("model.fallbackModels", "the model they stand in for could not be taken over");
    return [];
  }
  into.keep("model.fallbackModels", "model.1 and on");
  return ids.map((id) => ({ provider, id }));
}

function importMessages(into: Importing, messages: unknown): void {
  const all = listOf(messages);
  const system = all.filter(({ role, content }) => role === "system" && typeof content === "string");
  const text = system.map(({ content }) => content).join("\n\n");
  into.settings.instructions = text;
  if (system.length < all.length) {
    into.change("model.messages", all, text, "only system messages are instructions; the others were example turns");
  } else if (/\{%/.test(text)) {
    into.change("model.messages", text, text, "Liquid tags ({% … %}) stay as they are written: nothing here runs them");
  } else into.keep("model.messages", "instructions");
}

function importTool(into: Importing, index: number, tool: Fields): void {
  const field = `model.tools.${index}`;
  if (tool.type === "endCall") return into.keep(field, "the tool end_call, which every model has");
  if (tool.type === "transferCall") return importTransfer(into, field, tool);
  if (tool.type === "function" || tool.type === "apiRequest") {
    return into.leave(field, "tools that call a web address are not taken over yet: make it anew");
  }
  into.leave(field, `there is no tool of the kind "${String(tool.type)}" here`);
}

function importTransfer(into: Importing, field: string, tool: Fields): void {
  const all = listOf(tool.destinations);
  const reachable = all.filter(({ type, number }) => type === "number" && E164.test(String(number)));
  const before = into.settings.people ?? [];
  const people = reachable.map(({ number, name, description }, index) => ({
    id: `person-${before.length + index + 1}`,
    name: String(name || description || number).slice(0, 100),
    number: String(number),
  }));
  if (people.length === 0) return into.leave(field, "it names no telephone number that a call could be put through to");
  into.settings.people = [...before, ...people];
  if (people.length === all.length) return into.keep(field, "people, and the tool transfer_to_person");
  into.change(field, all, people, "only telephone numbers are people here, not SIP addresses or other assistants");
}
