/** Realtime models on their vendors' twins: what they shall say is told in one way, whichever vendor it is. */
import type { RealtimeModel } from "@offhook/engine/ports";
import { geminiLive } from "@offhook/provider-google";
import { openaiRealtime } from "@offhook/provider-openai";
import { LiveTwin } from "@offhook/twin-google";
import { type ServedTwin, serveSocketTwin } from "@offhook/twin-kit";
import { OpenAiTwin, serveTwin } from "@offhook/twin-openai";

export interface SpokenAnswer {
  text?: string;
  calls?: readonly { name: string; arguments: Record<string, unknown> }[];
  /** After the text, wherever that is in a sentence: nothing more comes, or the vendor says that it has failed. */
  breaksOff?: boolean;
}

export interface SpeakerOptions {
  /** `results`: what tools have given in this session so far. */
  answers(results: readonly string[]): SpokenAnswer | string;
  /** What the vendor takes the caller's sound for. */
  hears?: (audio: Uint8Array) => string;
  /** Words to µ-law at 8 kHz. */
  synthesize?: (text: string) => Uint8Array;
}

export interface Speaker {
  model: RealtimeModel;
  /** Messages of one side, as the vendor believes they were said, in order. */
  said(role: "user" | "assistant"): string[];
  /** Characters of the longest message that the vendor was sent. */
  longestMessage(): number;
  served: ServedTwin;
}

export const SPEAKERS = { "OpenAI Realtime": openai, "Gemini Live": gemini };
export type SpeakerName = keyof typeof SPEAKERS;

const longest = (seen: readonly { texts: readonly string[] }[]): number =>
  Math.max(0, ...seen.flatMap(({ texts }) => texts.map(({ length }) => length)));
const asAnswer = (answer: SpokenAnswer | string): SpokenAnswer =>
  typeof answer === "string" ? { text: answer } : answer;

async function openai({ answers, hears, synthesize }: SpeakerOptions): Promise<Speaker> {
  const twin = new OpenAiTwin({ seed: 3, ...(synthesize ? { synthesize } : {}) }).repliesTo((items) => {
    const results = items.flatMap(({ type, output }) => (type === "function_call_output" ? [output ?? ""] : []));
    const { breaksOff, ...answer } = asAnswer(answers(results));
    return { ...answer, ...(breaksOff ? { endsAs: { failed: "server_error" } } : {}) };
  });
  if (hears) twin.hears(hears);
  const served = await serveTwin(twin);
  const record = () => twin.seenRealtime.flatMap(({ conversation }) => conversation);
  return {
    served,
    model: openaiRealtime({ apiKey: "key", baseUrl: served.baseUrl }),
    said: (role) =>
      record()
        .filter((item) => item.role === role)
        .map(({ content = [] }) => content.map(({ text, transcript }) => text ?? transcript ?? "").join("")),
    longestMessage: () => longest(twin.seenRealtime),
  };
}

async function gemini({ answers, synthesize }: SpeakerOptions): Promise<Speaker> {
  const twin = new LiveTwin({ seed: 3, ...(synthesize ? { synthesize } : {}) }).repliesTo((turns) => {
    const results = turns.flatMap((turn) => ("result" in turn ? [JSON.stringify(turn.result.response)] : []));
    const { text, calls, breaksOff } = asAnswer(answers(results));
    return {
      ...(text === undefined ? {} : { text }),
      ...(calls ? { calls: calls.map(({ name, arguments: args }) => ({ name, args })) } : {}),
      // More pieces than there are: all of them come, and no end.
      ...(breaksOff ? { hangsAfter: Number.POSITIVE_INFINITY } : {}),
    };
  });
  const served = await serveSocketTwin(twin);
  const record = () => twin.seen.flatMap(({ conversation }) => conversation);
  const roles = { user: "user", assistant: "model" };
  return {
    served,
    model: geminiLive({ apiKey: "key", baseUrl: served.baseUrl }),
    said: (role) => record().flatMap((turn) => ("text" in turn && turn.role === roles[role] ? [turn.text] : [])),
    longestMessage: () => longest(twin.seen),
  };
}
