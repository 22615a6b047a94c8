/** Google's Gemini as a language model, over `streamGenerateContent`. */
import type { Model, ModelRequest, ModelSink } from "@offhook/engine/ports";
import { Generation, later, type ModelTimeouts, openAhead, patientTimeouts, type Refusal } from "@offhook/provider-kit";
import { faultOfRefusal, googleFault, type RetryLater, retryDelayMs } from "./faults.ts";
import { GeminiDialect } from "./gemini-dialect.ts";
import { requestBody, type Thinking } from "./request-body.ts";
import { type GoogleAccount, keyHeader, plainModel, streamUrl } from "./settings.ts";
import { Signatures } from "./signatures.ts";

export interface GeminiModelOptions extends GoogleAccount {
  /** Default `gemini-3.8-flash`. */
  model?: string;
  /** Default the least there is: a caller waits. */
  thinking?: Thinking;
  /** Fields of `generationConfig`, sent as they stand, such as `{ temperature: 0.3 }`. */
  extraConfig?: Readonly<Record<string, unknown>>;
  timeouts?: Partial<ModelTimeouts>;
}

/** Never throws: what is wrong with the options is the fault of every request. */
export function geminiModel(options: GeminiModelOptions): Model {
  const model = plainModel(options.model ?? "gemini-3.8-flash");
  const id = `google/${model}`;
  const url = streamUrl(options, model);
  const signatures = new Signatures(model);
  return {
    id,
    prepare() {
      if (url !== null && !options.fetch) openAhead(url);
    },
    generate(request, sink) {
      if (options.apiKey === "") return later(() => sink.fault(googleFault("google-key-missing", id)));
      if (url === null) return later(() => sink.fault(googleFault("google-base-url-invalid", id)));
      const generation = generationOf({ options, model, id, url, signatures }, request, sink);
      generation.start();
      return generation;
    },
  };
}

interface Parts {
  options: GeminiModelOptions;
  model: string;
  id: string;
  url: string;
  signatures: Signatures;
}

function generationOf(parts: Parts, request: ModelRequest, sink: ModelSink): Generation {
  const { options, model, id, url, signatures } = parts;
  const { apiKey, thinking = "minimal", extraConfig = {}, fetch, clock } = options;
  return new Generation(
    {
      ...{ url, apiKey, headers: keyHeader(options), maxOutputTokens: request.maxOutputTokens },
      body: requestBody(request, { model, thinking, signatures, extraConfig }),
      timeouts: patientTimeouts(options.timeouts, request),
      dialect: new GeminiDialect(id, signatures),
      fault: (because, detail) => googleFault(`google-${because}`, id, detail),
      refused: (refusal) => refusedBy(refusal, id),
      ...(fetch ? { fetch } : {}),
      ...(clock ? { clock } : {}),
    },
    sink,
  );
}

function refusedBy({ status, body }: Refusal, provider: string): RetryLater {
  const { code, detail } = faultOfRefusal(status, body);
  const retryAfterMs = retryDelayMs(body);
  return { ...googleFault(code, provider, detail), ...(retryAfterMs === null ? {} : { retryAfterMs }) };
}
