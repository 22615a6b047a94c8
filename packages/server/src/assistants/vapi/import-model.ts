/** Vapi's model: who thinks, with which instructions and tools. */
import { importTools } from "./import-tools.ts";
import { type Fields, type Importing, isFields } from "./importing.ts";

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
const NOT_HERE = "there is no such setting here";

export function importModel(into: Importing, value: unknown): void {
  if (!isFields(value)) return into.leave("model", "it is no object");
  const choice = choiceOf(into, value);
  const others = fallbacksOf(into, value, choice?.provider);
  const all = [...(choice ? [choice] : []), ...others];
  if (all.length > 0) into.settings.model = all;
  if ("messages" in value) importMessages(into, value.messages);
  if ("tools" in value) importTools(into, value.tools);
  into.leaveRest("model", value, DONE, NOT_HERE);
}

function choiceOf(into: Importing, given: Fields): Choice | null {
  const { provider, model, url } = given;
  const named = String(provider);
  const isOwn = named === "custom-llm" && typeof url === "string";
  const compatible = Object.hasOwn(COMPATIBLE, named) ? COMPATIBLE[named] : isOwn ? { baseUrl: url } : null;
  const isHere = SAME.has(named) || Boolean(compatible);
  const id = typeof model === "string" ? { id: model } : {};
  if ("model" in given) {
    if (isHere && "id" in id) into.keep("model.model", "model.0.id");
    else into.leave("model.model", isHere ? "it is no name" : "its provider is not here");
  }
  if ("url" in given) {
    if (isOwn) into.keep("model.url", "model.0.baseUrl");
    else into.leave("model.url", isHere ? "this provider has an address of its own" : "its provider is not here");
  }
  if (SAME.has(named)) {
    into.keep("model.provider", "model.0.provider");
    return { provider: named, ...id };
  }
  if (compatible) {
    const to = { provider: "openai-compatible", ...id, ...compatible };
    into.change("model.provider", provider, to, "it is reached by its OpenAI-compatible address");
    return to;
  }
  if ("provider" in given) into.leave("model.provider", `there is no model provider "${named}" here: choose another`);
  return null;
}

function fallbacksOf(into: Importing, { fallbackModels }: Fields, provider: string | undefined): Choice[] {
  if (fallbackModels === undefined) return [];
  const all = Array.isArray(fallbackModels) ? fallbackModels : [];
  const ids = all.filter((one): one is string => typeof one === "string");
  if (!provider || !SAME.has(provider) || ids.length === 0) {
    into.leave("model.fallbackModels", "the model they stand in for could not be taken over");
    return [];
  }
  if (ids.length === all.length) into.keep("model.fallbackModels", "model.1 and on");
  else into.change("model.fallbackModels", all, ids, "what is no name of a model is left out");
  return ids.map((id) => ({ provider, id }));
}

function importMessages(into: Importing, messages: unknown): void {
  const texts: string[] = [];
  into.each("model.messages", messages, (field, message) => {
    const { role, content } = message;
    if (role !== "system" || typeof content !== "string") {
      return into.leave(field, "only system messages with a text are instructions; others were example turns");
    }
    texts.push(into.takeText(`${field}.content`, content, "prompt", "instructions"));
    into.keep(`${field}.role`, "instructions");
    into.leaveRest(field, message, ["role", "content"], NOT_HERE);
  });
  into.settings.instructions = texts.join("\n\n");
}
