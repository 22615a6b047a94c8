/** The fields of the vendor's realtime events, as its SDK's types have them: this compiles only as long as they agree. */
import type { RealtimeServerEvent } from "openai/resources/realtime/realtime";

type ServerEvents = { [Event in RealtimeServerEvent as Event["type"]]: Event };
type Shape<Event> = { [Field in keyof Event]-?: object extends Pick<Event, Field> ? "may" : "must" };
type Sent = keyof typeof SHAPES & keyof ServerEvents;

const [must, may] = ["must", "may"] as const;
const EVENT = { type: must, event_id: must } as const;
const ITEM = { ...EVENT, item: must, previous_item_id: may } as const;
const OUTPUT = { ...EVENT, response_id: must, item_id: must, output_index: must } as const;
const CONTENT = { ...OUTPUT, content_index: must } as const;
const HEARD = { ...EVENT, item_id: must } as const;

export const SHAPES = {
  "session.created": { ...EVENT, session: must },
  "session.updated": { ...EVENT, session: must },
  error: { ...EVENT, error: must },
  "input_audio_buffer.speech_started": { ...HEARD, audio_start_ms: must },
  "input_audio_buffer.speech_stopped": { ...HEARD, audio_end_ms: must },
  "input_audio_buffer.committed": { ...HEARD, previous_item_id: may },
  "input_audio_buffer.cleared": EVENT,
  "conversation.item.added": ITEM,
  "conversation.item.done": ITEM,
  "conversation.item.retrieved": { ...EVENT, item: must },
  "conversation.item.deleted": HEARD,
  "conversation.item.truncated": { ...HEARD, content_index: must, audio_end_ms: must },
  "conversation.item.input_audio_transcription.delta": { ...HEARD, content_index: may, delta: may, logprobs: may },
  "conversation.item.input_audio_transcription.completed": {
    ...{ ...HEARD, content_index: must, transcript: must, usage: must },
    ...{ languages: may, logprobs: may },
  },
  "rate_limits.updated": { ...EVENT, rate_limits: must },
  "response.created": { ...EVENT, response: must },
  "response.done": { ...EVENT, response: must },
  "response.output_item.added": { ...EVENT, response_id: must, output_index: must, item: must },
  "response.output_item.done": { ...EVENT, response_id: must, output_index: must, item: must },
  "response.content_part.added": { ...CONTENT, part: must },
  "response.content_part.done": { ...CONTENT, part: must },
  "response.output_audio.delta": { ...CONTENT, delta: must },
  "response.output_audio.done": CONTENT,
  "response.output_audio_transcript.delta": { ...CONTENT, delta: must },
  "response.output_audio_transcript.done": { ...CONTENT, transcript: must },
  "response.output_text.delta": { ...CONTENT, delta: must },
  "response.output_text.done": { ...CONTENT, text: must },
  "response.function_call_arguments.delta": { ...OUTPUT, call_id: must, delta: must },
  "response.function_call_arguments.done": { ...OUTPUT, call_id: must, name: must, arguments: must },
} as const satisfies { [Type in keyof ServerEvents]?: Shape<ServerEvents[Type]> };

/** What the types do not know, and what they need and is not there. */
export function fieldProblems(event: RealtimeServerEvent): string[] {
  const shape: Readonly<Record<string, "must" | "may">> | undefined = SHAPES[event.type as Sent];
  if (!shape) return [`${event.type} is no event of the vendor's.`];
  const unknown = Object.keys(event).filter((field) => !(field in shape));
  const missing = Object.keys(shape).filter((field) => shape[field] === "must" && !(field in event));
  return [
    ...unknown.map((field) => `${event.type} has ${field}`),
    ...missing.map((field) => `${event.type}: no ${field}`),
  ];
}
