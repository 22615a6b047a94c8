/** Anthropic's Claude as a language model, over the Messages API. */
import type { Model } from "@offhook/engine/ports";
import { Generation, later, type ModelTimeouts, openAhead, patientTimeouts } from "@offhook/provider-kit";
import { ClaudeDialect } from "./claude-dialect.ts";
import { anthropicFault, faultOfRefusal } from "./faults.ts";
import { requestBody } from "./request-body.ts";
import { type AnthropicAccount, headersOf, messagesUrl } from "./settings.ts";

export interface ClaudeModelOptions extends AnthropicAccount {
  /** Default `claude-haiku-4-5`. */
  model?: string;
  /** Sent with every request as they stand, such as `{ service_tier: "auto" }`. This version takes no `temperature`. */
  extraBody?: Readonly<Record<string, unknown>>;
  timeouts?: Partial<ModelTimeouts>;
}

/** Never throws: what is wrong with the options is the fault of every request. */
export function claudeModel(options: ClaudeModelOptions): Model {
  const { apiKey, model = "claude-haiku-4-5", extraBody = {}, fetch, clock } = options;
  const id = `anthropic/${model}`;
  const url = messagesUrl(options);
  return {
    id,
    prepare() {
      if (url !== null && !fetch) openAhead(url);
    },
    generate(request, sink) {
      if (apiKey === "") return later(() => sink.fault(anthropicFault("anthropic-key-missing", id)));
      if (url === null) return later(() => sink.fault(anthropicFault("anthropic-base-url-invalid", id)));
      const generation = new Generation(
        {
          ...{ url, apiKey, headers: headersOf(options), maxOutputTokens: request.maxOutputTokens },
          timeouts: patientTimeouts(options.timeouts, request),
          body: requestBody(request, model, extraBody),
          dialect: new ClaudeDialect(id),
          fault: (because, detail) => anthropicFault(`anthropic-${because}`, id, detail),
          refused: (refusal) => faultOfRefusal(refusal, id),
          ...(fetch ? { fetch } : {}),
          ...(clock ? { clock } : {}),
        },
        sink,
      );
      generation.start();
      return generation;
    },
  };
}
