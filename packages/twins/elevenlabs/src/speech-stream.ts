/** `POST /v1/text-to-speech/{voice}/stream`: the whole text in one request, its sound in pieces as they are made. */
import {
  jsonReply,
  parseObject,
  type TimedBytes,
  type TimedReply,
  type TwinHttpRequest,
  type TwinReply,
} from "@offhook/twin-kit";
import { alignedSpeech } from "./aligned-speech.ts";
import type { Latencies } from "./latencies.ts";
import { isModel } from "./models.ts";
import { refusal } from "./refusals.ts";
import { speedIn } from "./voice-settings.ts";

export const STREAM = /^\/v1\/text-to-speech\/([^/]+)\/stream$/;

export function speechStream({ body }: Pick<TwinHttpRequest, "body">, latencies: Latencies): TimedReply | TwinReply {
  const request = parseObject(body);
  const text = request?.text;
  if (typeof text !== "string") {
    return jsonReply(422, { detail: [{ loc: ["body", "text"], msg: "Field required", type: "missing" }] });
  }
  if (!isModel(request?.model_id ?? "eleven_multilingual_v2")) return refusal(400);
  const pieces = alignedSpeech(text, speedIn(request ?? {})).map(
    ({ audio }, index): TimedBytes => ({ afterMs: index === 0 ? 0 : latencies.betweenAudioMs(), bytes: audio }),
  );
  const headers = { "content-type": "audio/basic", "character-cost": String(text.length), "request-id": "twin" };
  return { status: 200, headers, afterMs: latencies.firstAudioMs(), pieces, ending: "end" };
}
