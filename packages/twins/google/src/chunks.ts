/** Builds the chunks of one answer, in the shapes and the order of `streamGenerateContent`. */
import type { TwinAnswer } from "./answers.ts";
import type { GenerateRequest } from "./generate-request.ts";

export interface Identity {
  modelVersion: string;
  responseId: string;
  /** Of the answer's first tool call. */
  signature: string;
}

type Json = Record<string, unknown>;

export function chunksOf(answer: TwinAnswer, request: GenerateRequest, identity: Identity): Json[] {
  const named = { modelVersion: identity.modelVersion, responseId: identity.responseId };
  const usageMetadata = usageOf(answer, request);
  const { blockReason } = answer;
  if (blockReason) return [{ promptFeedback: { blockReason }, usageMetadata, ...named }];
  const parts = partsOf(answer, request, identity);
  const chunk = (part: Json | null, finishReason?: string): Json => ({
    candidates: [
      {
        // The last chunk may have no content at all.
        ...(part ? { content: { parts: [part], role: "model" } } : {}),
        ...(finishReason === undefined ? {} : { finishReason }),
        index: 0,
      },
    ],
    usageMetadata: finishReason === undefined ? { ...usageMetadata, candidatesTokenCount: 1 } : usageMetadata,
    ...named,
  });
  return [...parts.map((part) => chunk(part)), chunk(null, answer.finishReason ?? "STOP")];
}

function partsOf(answer: TwinAnswer, request: GenerateRequest, { signature }: Identity): Json[] {
  const thinking = (request.generationConfig?.thinkingConfig ?? {}) as Json;
  const thoughts = answer.thoughts && thinking.includeThoughts ? [{ text: answer.thoughts, thought: true }] : [];
  // Words with the space before them, as tokens usually are.
  const words = (answer.text ?? "").match(/\s*\S+|\s+$/g) ?? [];
  const calls = (answer.calls ?? []).map(({ id, name, args }, index) => ({
    functionCall: { ...(id === null ? {} : { id: id ?? `${name}-${index}` }), name, args },
    ...(index === 0 ? { thoughtSignature: signature } : {}),
  }));
  return [...thoughts, ...words.map((text) => ({ text })), ...calls];
}

/** Four characters a token is near enough for a stand-in. */
const tokens = (text: string): number => Math.ceil(text.length / 4);

function usageOf(answer: TwinAnswer, { contents, systemInstruction, tools }: GenerateRequest): Json {
  const promptTokenCount = tokens(JSON.stringify([contents, systemInstruction ?? "", tools ?? ""]));
  const calls = (answer.calls ?? []).map(({ args }) => JSON.stringify(args));
  const candidatesTokenCount = tokens([answer.text ?? "", ...calls].join(""));
  const thoughtsTokenCount = tokens(answer.thoughts ?? "");
  const { cachedTokens } = answer;
  return {
    ...{ promptTokenCount, candidatesTokenCount },
    totalTokenCount: promptTokenCount + candidatesTokenCount + thoughtsTokenCount,
    ...(cachedTokens === undefined ? {} : { cachedContentTokenCount: cachedTokens }),
    promptTokensDetails: [{ modality: "TEXT", tokenCount: promptTokenCount }],
    ...(thoughtsTokenCount > 0 ? { thoughtsTokenCount } : {}),
  };
}

/** The whole answer at once, for requests that do not stream. */
export function responseOf(answer: TwinAnswer, request: GenerateRequest, identity: Identity): Json {
  const chunks = chunksOf(answer, request, identity);
  const last = chunks.at(-1) ?? {};
  if (answer.blockReason) return last;
  const parts = partsOf({ ...answer, text: "" }, request, identity);
  const whole = [...(answer.text ? [{ text: answer.text }] : []), ...parts];
  const finishReason = answer.finishReason ?? "STOP";
  return { ...last, candidates: [{ content: { parts: whole, role: "model" }, finishReason, index: 0 }] };
}
