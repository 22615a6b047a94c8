/** One request for a chat completion, and its answer. */
import type { ModelRequest, ModelSink } from "@offhook/engine/ports";
import { Generation, type GenerationFailure, patientTimeouts } from "@offhook/provider-kit";
import { ChatDialect } from "./chat-dialect.ts";
import { type ModelFaultCode, modelFault } from "./faults.ts";
import { faultOfRefusal } from "./http-fault.ts";
import { requestBody } from "./request-body.ts";
import { OPENAI_BASE_URL, type OpenAiCompatibleOptions } from "./settings.ts";

const CODES: Readonly<Record<GenerationFailure, ModelFaultCode>> = Object.freeze({
  "connect-failed": "model-connect-failed",
  "connect-late": "model-connect-late",
  "connection-lost": "model-stream-broken",
  "answer-malformed": "model-answer-malformed",
  "first-word-late": "model-late",
  stalled: "model-stalled",
  overlong: "model-overlong",
});

export function chatGeneration(
  provider: string,
  options: OpenAiCompatibleOptions,
  request: ModelRequest,
  sink: ModelSink,
): Generation {
  const { apiKey = "", baseUrl = OPENAI_BASE_URL, fetch, clock } = options;
  return new Generation(
    {
      url: `${baseUrl.replace(/\/+$/, "")}/chat/completions`,
      headers: apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` },
      body: requestBody(request, options),
      maxOutputTokens: request.maxOutputTokens,
      timeouts: patientTimeouts(options.timeouts, request),
      apiKey,
      dialect: new ChatDialect(provider),
      fault: (because, detail) => modelFault(CODES[because], provider, detail),
      refused: ({ status, headers, body }) =>
        faultOfRefusal({ status, retryAfter: headers.get("retry-after"), body }, provider),
      ...(fetch ? { fetch } : {}),
      ...(clock ? { clock } : {}),
    },
    sink,
  );
}
