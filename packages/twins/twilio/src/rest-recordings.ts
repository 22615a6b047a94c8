/** The Recordings resources, of a call and of the account: started, paused, listed, fetched as a file, deleted. */
import { API_VERSION } from "./call-record.ts";
import { type CallRecording, type RecordingOrder, recordingUrl } from "./call-recording.ts";
import { rfc2822 } from "./dates.ts";
import { listAnswer, notFound, type RestAnswer, refusal } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

/** Stands for the one that runs now. */
export const CURRENT_RECORDING = "Twilio.CURRENT";
const BILLED_AFTER_MS = 60_000;
const PRICE_PER_MINUTE = 0.0025;

export function readRecordingOrder(
  params: URLSearchParams,
  source: RecordingOrder["source"],
  usualChannels: "mono" | "dual",
): RecordingOrder {
  const url = params.get("RecordingStatusCallback");
  const named = params.getAll("RecordingStatusCallbackEvent").flatMap((each) => each.split(/[ ,]+/));
  const method = params.get("RecordingStatusCallbackMethod") === "GET" ? "GET" : "POST";
  return {
    channels: (params.get("RecordingChannels") ?? usualChannels) === "dual" ? 2 : 1,
    source,
    statusCallback: url === null ? undefined : { url, method, events: new Set(named.length ? named : ["completed"]) },
  };
}

export function startRecording({ twin, path, params }: RestContext, callSid: string): RestAnswer {
  const call = twin.call(callSid);
  if (call === undefined) return notFound(path);
  if (call.status !== "in-progress") return refusal(21220);
  const recording = twin.record(call, readRecordingOrder(params, "StartCallRecordingAPI", "mono"));
  return { status: 201, json: recordingJson(twin, recording) };
}

export function updateRecording({ twin, path, params }: RestContext, callSid: string, sid: string): RestAnswer {
  const recording = findRecording(twin, sid, callSid);
  if (recording === undefined) return notFound(path);
  const status = params.get("Status");
  if (status !== "paused" && status !== "in-progress" && status !== "stopped") return refusal(20001, "Status");
  if (!isRunning(recording)) return refusal(21220);
  if (status === "paused") recording.pause(params.get("PauseBehavior") === "skip");
  else if (status === "in-progress") recording.resume();
  else recording.stop();
  return { status: 200, json: recordingJson(twin, recording) };
}

/** Newest first; of one call where the path names it. */
export function listRecordings({ twin, path, params }: RestContext, callSid?: string): RestAnswer {
  if (callSid !== undefined && twin.call(callSid) === undefined) return notFound(path);
  const wanted = callSid ?? params.get("CallSid");
  const found = twin.recordings.filter(({ call }) => wanted === null || call.sid === wanted).reverse();
  return listAnswer(
    "recordings",
    found.map((each) => recordingJson(twin, each)),
    path,
  );
}

export function fetchRecording({ twin, path }: RestContext, sid: string, callSid?: string): RestAnswer {
  const recording = findRecording(twin, sid, callSid);
  return recording === undefined ? notFound(path) : { status: 200, json: recordingJson(twin, recording) };
}

/** `RequestedChannels=2` gives both channels of a recording that has them. No encoder here: `.mp3` is not found. */
export function fetchRecordingWav({ twin, path, params }: RestContext, sid: string): RestAnswer {
  const recording = findRecording(twin, sid);
  if (recording === undefined || !recording.isReady) return notFound(path);
  const wantsBoth = params.get("RequestedChannels") === "2";
  if (wantsBoth && recording.order.channels === 1) return refusal(20001, "RequestedChannels");
  return { status: 200, file: { contentType: "audio/x-wav", bytes: recording.wav(wantsBoth ? 2 : 1) } };
}

export function deleteRecording({ twin, path }: RestContext, sid: string, callSid?: string): RestAnswer {
  const recording = findRecording(twin, sid, callSid);
  if (recording === undefined) return notFound(path);
  twin.recordings.splice(twin.recordings.indexOf(recording), 1);
  return { status: 204 };
}

/** Of that call only, where one is named. */
function findRecording(twin: TwilioTwin, sid: string, callSid?: string): CallRecording | undefined {
  const ofCall = twin.recordings.filter(({ call }) => callSid === undefined || call.sid === callSid);
  return ofCall.find((each) => (sid === CURRENT_RECORDING ? isRunning(each) : each.sid === sid));
}

function isRunning({ status }: CallRecording): boolean {
  return status === "in-progress" || status === "paused";
}

function recordingJson(twin: TwilioTwin, recording: CallRecording): Record<string, unknown> {
  const { sid, call, order, status, durationS, startedAtMs, updatedAtMs } = recording;
  return {
    sid,
    account_sid: twin.accountSid,
    api_version: API_VERSION,
    call_sid: call.sid,
    conference_sid: null,
    status,
    duration: durationS === null ? null : String(durationS),
    channels: order.channels,
    source: order.source,
    start_time: rfc2822(startedAtMs),
    date_created: rfc2822(startedAtMs),
    date_updated: rfc2822(updatedAtMs),
    price: priceOf(recording, twin.nowMs()),
    price_unit: "USD",
    error_code: null,
    encryption_details: null,
    media_url: recordingUrl(twin.accountSid, sid),
    uri: `/${API_VERSION}/Accounts/${twin.accountSid}/Recordings/${sid}.json`,
    subresource_uris: {},
  };
}

/** Negative, per started minute; null until billed. */
function priceOf({ durationS, updatedAtMs }: CallRecording, nowMs: number): string | null {
  if (durationS === null || nowMs - updatedAtMs < BILLED_AFTER_MS) return null;
  return (-Math.ceil(durationS / 60) * PRICE_PER_MINUTE).toFixed(5);
}
