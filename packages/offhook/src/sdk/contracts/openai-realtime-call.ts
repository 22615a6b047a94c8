/** A call over the realtime twin, for tests of what passes between the two. */
import { type OpenAiRealtimeOptions, openaiRealtime } from "@offhook/provider-openai";
import { type LineTrouble, tonalSpeech } from "@offhook/twin-kit";
import {
  type Latencies,
  NO_LATENCIES,
  OpenAiTwin,
  type RealtimeAnswer,
  type ServedTwin,
  serveTwin,
} from "@offhook/twin-openai";
import { type ask, endsOf, openSession } from "./heard-reply.ts";
import { eventually } from "./heard-speech.ts";

export const KEY = "sk-secret-key";
export const HEARD = "When are you open on Saturday?";
export const SPEECH = tonalSpeech(HEARD).audio;
export const ANSWER = "We are open until noon. Would you like to come?";
export const SOUND = tonalSpeech(ANSWER);
export const QUESTION = { role: "user", content: "When are you open, Saturday?" } as const;
export const PATIENT = { connectMs: 10_000, sessionMs: 10_000, firstMs: 10_000, stallMs: 10_000, cancelledMs: 10_000 };
/** Slow enough to be interrupted. */
export const SPOKEN = { ...NO_LATENCIES, firstReplyMs: () => 5, betweenReplyMs: () => 10 };

const opened: ServedTwin[] = [];

/** After each test. */
export async function closeCalls(): Promise<void> {
  for (const served of opened.splice(0)) await served.close();
}

interface Circumstances {
  troubles?: readonly (LineTrouble | null)[];
  latencies?: Partial<Latencies>;
  sessionMs?: number;
  answers?: readonly (RealtimeAnswer | string)[];
}

export async function callWith(options: Partial<OpenAiRealtimeOptions> = {}, circumstances: Circumstances = {}) {
  const { troubles = [], answers = [], latencies = SPOKEN, sessionMs } = circumstances;
  const twin = new OpenAiTwin({ apiKey: KEY, latencies, ...(sessionMs ? { sessionMs } : {}) });
  const served = await serveTwin(
    twin
      .hears(() => HEARD)
      .nextRealtime(...troubles)
      .replies(...answers),
  );
  opened.push(served);
  const model = openaiRealtime({ apiKey: KEY, baseUrl: served.baseUrl, timeouts: PATIENT, ...options });
  const call = openSession(model);
  return Object.assign(call, { twin, served });
}

export type RealtimeCall = Awaited<ReturnType<typeof callWith>>;

export const eventsOf = ({ twin }: RealtimeCall, socket = 0) =>
  (twin.seenRealtime[socket]?.texts ?? []).map((text) => JSON.parse(text) as Record<string, unknown>);
export const sentOf = (call: RealtimeCall, socket = 0): string[] =>
  eventsOf(call, socket)
    .map(({ type }) => String(type))
    .filter((type) => type !== "input_audio_buffer.append");
export const conversationOf = ({ twin }: RealtimeCall, socket = 0): string[] =>
  (twin.seenRealtime[socket]?.conversation ?? []).map(({ type, role, content }) =>
    role ? `${role}: ${content?.map((one) => one.text ?? one.transcript ?? "").join("")}` : type,
  );
export const ended = (heard: ReturnType<typeof ask>) => eventually(() => endsOf(heard).length).toBe(1);
