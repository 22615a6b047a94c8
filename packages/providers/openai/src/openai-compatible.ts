/** A language model on any server that speaks OpenAI's chat completions: OpenAI itself, Ollama, vLLM, Groq and others. */
import type { Model } from "@offhook/engine/ports";
import { openAhead } from "@offhook/provider-kit";
import { modelFault } from "./faults.ts";
import { chatGeneration } from "./generation.ts";
import { OPENAI_BASE_URL, type OpenAiCompatibleOptions } from "./settings.ts";

/** Throws on a base URL that is none; whatever goes wrong later reaches the sink as a fault. */
export function openaiCompatible(options: OpenAiCompatibleOptions): Model {
  const { protocol } = new URL(options.baseUrl ?? OPENAI_BASE_URL);
  if (protocol !== "http:" && protocol !== "https:") {
    throw new Error(`A model's base URL begins with http:// or https://, not ${protocol}`);
  }
  const id = options.id ?? `openai/${options.model}`;
  const keyMissing = !options.apiKey && (options.baseUrl ?? OPENAI_BASE_URL).startsWith("https://api.openai.com/");
  return {
    id,
    prepare() {
      if (!options.fetch) openAhead(options.baseUrl ?? OPENAI_BASE_URL);
    },
    generate(request, sink) {
      if (keyMissing) return failLater(() => sink.fault(modelFault("model-key-missing", id)));
      const generation = chatGeneration(id, options, request, sink);
      generation.start();
      return generation;
    },
  };
}

/** Not within `generate`: nobody could cancel it yet. */
function failLater(fail: () => void): { cancel(): void } {
  let wanted = true;
  queueMicrotask(() => {
    if (wanted) fail();
  });
  return {
    cancel() {
      wanted = false;
    },
  };
}
