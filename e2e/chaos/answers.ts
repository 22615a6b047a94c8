/** What a sensible model answers in the chaos run: by what was asked, what a tool said, and what was said already. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { ModelMessage } from "@offhook/engine/ports";
import type { TwinAnswer as ClaudeAnswer, MessageRequest } from "@offhook/twin-anthropic";
import type { TwinAnswer as GeminiAnswer, GenerateRequest, LiveAnswer, LiveTurn } from "@offhook/twin-google";
import type { ChatMessage, Item, RealtimeAnswer, TwinAnswer } from "@offhook/twin-openai";
import {
  AFTER_TOOL,
  BEFORE_TOOL,
  BOOK,
  FIRST_ANSWER,
  FIRST_TEXT,
  LAST_ANSWER,
  LAST_TEXT,
  STRUCK_TEXT,
} from "./script.ts";

export interface SensibleAnswer {
  sentences: readonly string[];
  call: typeof BOOK | null;
}

export function sensibleAnswer(messages: readonly ModelMessage[]): SensibleAnswer {
  const caller = messages.findLast(({ role }) => role === "user")?.content ?? "";
  const booked = messages.some(({ role }) => role === "tool");
  if (caller === FIRST_TEXT) return { sentences: unsaid(messages, FIRST_ANSWER), call: null };
  if (caller !== STRUCK_TEXT) return { sentences: unsaid(messages, LAST_ANSWER), call: null };
  if (booked) return { sentences: unsaid(messages, AFTER_TOOL), call: null };
  return { sentences: unsaid(messages, BEFORE_TOOL), call: BOOK };
}

/** Asked to go on after a model that broke off, it does not repeat what was said. */
function unsaid(messages: readonly ModelMessage[], sentences: readonly string[]): readonly string[] {
  const system = messages[0]?.content ?? "";
  return sentences.filter((sentence) => !system.includes(sentence));
}

/** The same by a twin of OpenAI. */
export function twinAnswer(messages: readonly ChatMessage[]): TwinAnswer {
  const plain = messages.map(({ role, content }) => ({ role, content: String(content ?? "") }) as ModelMessage);
  const { sentences, call } = sensibleAnswer(plain);
  return { text: sentences.join(" "), ...(call ? { calls: [{ name: call.name, arguments: call.args }] } : {}) };
}

/** The same by a twin of Anthropic. Several blocks of one message are messages of their own here. */
export function claudeAnswer({ system = "", messages }: MessageRequest): ClaudeAnswer {
  const blocks = messages.flatMap(({ role, content }) =>
    (typeof content === "string" ? [{ type: "text", text: content }] : content).map((block) => ({ role, ...block })),
  );
  const prompt = typeof system === "string" ? system : system.map(({ text = "" }) => text).join("\n");
  const plain = blocks.flatMap(({ role, type, text = "" }) => {
    if (type === "tool_result") return [{ role: "tool", content: "" }];
    return type === "text" ? [{ role, content: text }] : [];
  });
  const { sentences, call } = sensibleAnswer([{ role: "system", content: prompt }, ...plain] as ModelMessage[]);
  return { text: sentences.join(" "), ...(call ? { calls: [{ name: call.name, input: call.args }] } : {}) };
}

/** And by one of Gemini. */
export function geminiAnswer({ systemInstruction, contents }: GenerateRequest): GeminiAnswer {
  const prompt = systemInstruction?.parts.map(({ text = "" }) => text).join("\n") ?? "";
  const plain = contents.flatMap(({ role, parts }) =>
    parts.flatMap(({ text, functionResponse }) => {
      if (functionResponse) return [{ role: "tool", content: "" }];
      return text === undefined ? [] : [{ role: role === "model" ? "assistant" : "user", content: text }];
    }),
  );
  const { sentences, call } = sensibleAnswer([{ role: "system", content: prompt }, ...plain] as ModelMessage[]);
  return { text: sentences.join(" "), ...(call ? { calls: [{ name: call.name, args: call.args }] } : {}) };
}

/** The same by a twin of OpenAI's realtime model. */
export function twinReply(conversation: readonly Item[]): RealtimeAnswer {
  const said = conversation
    .filter(({ role }) => role === "assistant")
    .flatMap(({ content = [] }) => content.map(({ text, transcript }) => text ?? transcript ?? ""));
  const booked = conversation.some(({ type }) => type === "function_call_output");
  const { text, books } = nextReply(said.join(" "), booked);
  return { text, ...(books ? { calls: [{ name: BOOK.name, arguments: BOOK.args }] } : {}) };
}

/** And by one of Gemini Live. */
export function liveReply(conversation: readonly LiveTurn[]): LiveAnswer {
  const said = conversation.flatMap((turn) => ("text" in turn && turn.role === "model" ? [turn.text] : []));
  const booked = conversation.some((turn) => "result" in turn);
  const { text, books } = nextReply(said.join(" "), booked);
  return { text, ...(books ? { calls: [{ name: BOOK.name, args: BOOK.args }] } : {}) };
}

/** Who hears need not know the words: it goes by what was said and done so far. */
function nextReply(said: string, booked: boolean): { text: string; books: boolean } {
  const asks = [FIRST_ANSWER, BEFORE_TOOL, AFTER_TOOL, LAST_ANSWER];
  // Of a reply that was cut, what was not heard is said again.
  const next = asks.find((sentences) => sentences.some((sentence) => !said.includes(sentence))) ?? LAST_ANSWER;
  const text = next.filter((sentence) => !said.includes(sentence)).join(" ");
  return { text, books: next === BEFORE_TOOL && !booked };
}

/** What a twin's ear takes the noise for: the sentences differ in length, 1.0 s, 1.2 s and 1.6 s. */
export const twinHears = (audio: Uint8Array): string => heardFor(loudMsOf(audio));

export function heardFor(loudMs: number): string {
  if (loudMs < 600) return "";
  if (loudMs > 1_400) return STRUCK_TEXT;
  return loudMs > 1_100 ? FIRST_TEXT : LAST_TEXT;
}

export function loudMsOf(audio: Uint8Array): number {
  let loudMs = 0;
  for (let at = 0; at + 160 <= audio.length; at += 160) {
    if (levelDbOfMulaw(audio.subarray(at, at + 160)) > -40) loudMs += 20;
  }
  return loudMs;
}
