/** A call in real time over real sockets, whose parts are vendors' own adapters on their twins. */
import type { VoiceCache } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { LogItem, Tool, Transcriber, Voice } from "@offhook/engine/ports";
import { deepgramTranscriber, deepgramVoice } from "@offhook/provider-deepgram";
import { elevenLabsVoice } from "@offhook/provider-elevenlabs";
import { openaiCompatible } from "@offhook/provider-openai";
import { DeepgramTwin, type DeepgramTwinOptions } from "@offhook/twin-deepgram";
import { ElevenLabsTwin } from "@offhook/twin-elevenlabs";
import { serveSocketTwin } from "@offhook/twin-kit";
import { type ChatMessage, OpenAiTwin, serveTwin, type TwinAnswer } from "@offhook/twin-openai";
import { loudMsOf } from "../chaos/answers.ts";
import { realCall } from "../chaos/real-house.ts";
import type { Script, Stretch } from "../chaos/script.ts";
import { SPEAKERS, type Speaker, type SpeakerName, type SpeakerOptions } from "./speakers.ts";

export interface VendorCallOptions {
  /** The caller's sentences: told apart by their length, so no two within 150 ms of each other. */
  says: readonly Stretch[];
  endsMs: number;
  answers(messages: readonly ChatMessage[], times: number): TwinAnswer | string;
  deepgram?: DeepgramTwinOptions;
  elevenlabs?: (twin: ElevenLabsTwin) => void;
  /** Instead of what the adapter makes of it. */
  transcriber?: (made: Transcriber) => Transcriber;
  voice?: (made: Voice) => Voice;
  /** A realtime model in front of the rest. */
  speaker?: { name: SpeakerName } & Omit<SpeakerOptions, "hears">;
  tools?: readonly Tool[];
  assistant?: Partial<AssistantDefinition>;
  cache?: VoiceCache;
}

export interface VendorCall {
  log: readonly LogItem[];
  heard: Uint8Array;
  /** Everything that ElevenLabs was asked to say. */
  spokenTexts: string;
  /** Everything that Deepgram was, which speaks where ElevenLabs does not. */
  spareTexts: string;
  twin: { model: OpenAiTwin; voice: ElevenLabsTwin };
  speaker: Speaker | null;
  transferredTo: string[];
}

const CLOSE_MS = 150;

export async function vendorCall(options: VendorCallOptions): Promise<VendorCall> {
  let times = 0;
  const model = new OpenAiTwin().answers((messages) => {
    times += 1;
    return options.answers(messages, times);
  });
  const voice = new ElevenLabsTwin();
  options.elevenlabs?.(voice);
  const hears = (audio: Uint8Array): string => textOf(options.says, loudMsOf(audio));
  const deepgram = new DeepgramTwin(options.deepgram).hears(hears);
  const speaker = options.speaker ? await SPEAKERS[options.speaker.name]({ ...options.speaker, hears }) : null;
  const twins = [await serveSocketTwin(deepgram), await serveSocketTwin(voice), await serveTwin(model)] as const;
  const [ears, mouth, mind] = twins;
  const transferredTo: string[] = [];
  const transcriber = deepgramTranscriber({ apiKey: "key", baseUrl: ears.baseUrl });
  const speaks = elevenLabsVoice({ apiKey: "key", baseUrl: mouth.baseUrl, voice: "Rachel" });
  const made = await realCall("call_story", scriptOf(options), {
    transcribers: [options.transcriber?.(transcriber) ?? transcriber],
    voices: [options.voice?.(speaks) ?? speaks, deepgramVoice({ apiKey: "key", baseUrl: ears.baseUrl })],
    models: [openaiCompatible({ model: "twin-model", baseUrl: mind.baseUrl })],
    transferred: (to) => void transferredTo.push(to),
    ...{ ...given(options), realtime: speaker ? [speaker.model] : [] },
  });
  await Promise.all([...twins, speaker?.served].map((twin) => twin?.close()));
  const textsOf = ({ seen }: { seen: readonly { texts: readonly string[] }[] }): string =>
    seen.flatMap(({ texts }) => texts.map(textIn)).join(" ");
  return {
    ...{ log: made.log, heard: made.heard, spokenTexts: textsOf(voice), spareTexts: textsOf(deepgram) },
    ...{ twin: { model, voice }, speaker, transferredTo },
  };
}

function given({ tools, assistant, cache }: VendorCallOptions) {
  const described = tools?.map(({ run: _, findByKey: __, ...tool }) => ({
    ...tool,
    deadlineMs: tool.deadlineMs ?? 8_000,
  }));
  return {
    assistant: { ...(described ? { tools: described } : { tools: [] }), ...assistant },
    tools: tools ?? [],
    ...(cache ? { cache } : {}),
  };
}

const scriptOf = ({ says, endsMs }: VendorCallOptions): Script => ({
  stretches: says as unknown as Script["stretches"],
  troubleFromMs: 0,
  endsMs,
});

const textOf = (says: readonly Stretch[], loudMs: number): string =>
  says.find(({ fromMs, toMs }) => Math.abs(toMs - fromMs - loudMs) < CLOSE_MS)?.text ?? "";

function textIn(message: string): string {
  try {
    return String((JSON.parse(message) as { text?: unknown }).text ?? "");
  } catch {
    return "";
  }
}

/** The last record of each turn, by time. */
export function turnsOf(log: readonly LogItem[], speaker: "agent" | "caller"): { text: string; startMs: number }[] {
  const turns = new Map<unknown, { text: string; startMs: number }>();
  for (const { kind, type, data } of log) {
    if (kind === "decision" && type === `${speaker}-turn`) turns.set(data.id, data as never);
  }
  return [...turns.values()].sort((a, b) => a.startMs - b.startMs);
}

export const saidBy = (call: VendorCall, speaker: "agent" | "caller"): string =>
  turnsOf(call.log, speaker)
    .map(({ text }) => text)
    .join(" ");
