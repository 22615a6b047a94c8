/** `<Connect><Stream>`: opens the WebSocket, keeps it until either side ends it, then goes on. */
import { iso8601 } from "./dates.ts";
import { FRAME_BYTES } from "./frame-ticker.ts";
import { MediaStream, type StreamEnd } from "./media-stream.ts";
import { newSid } from "./seeded-random.ts";
import { type FormField, signRequest } from "./sign-request.ts";
import { trialSentence } from "./trial-account.ts";
import type { Verb } from "./twiml-document.ts";
import type { StreamRecord, TwinCall } from "./twin-call.ts";
import { absoluteUrl, type VerbContext, type VerbRun } from "./verb-context.ts";
import { speak } from "./verb-speech.ts";

/** Name and value of one `<Parameter>` together. */
const MAX_PARAMETER_CHARS = 499;

export const runConnect: VerbRun = async (verb, context) => {
  const { call, document } = context;
  const stream = verb.children.find((child) => child.name === "Stream");
  if (stream === undefined) {
    call.alert(12_200, "<Connect> without <Stream>");
    return undefined;
  }
  if (call.world.trial) {
    await speak(call, trialSentence("Stream"));
    return undefined;
  }
  const url = streamUrl(stream, context);
  if (url === null) return undefined;
  await holdStream(call, stream, url);
  const { action, method } = verb.attributes;
  if (action === undefined || call.isInterrupted) return undefined;
  return { url: absoluteUrl(action, document), method: method === "GET" ? "GET" : "POST" };
};

function streamUrl(stream: Verb, { call, document }: VerbContext): string | null {
  const { url = "", track } = stream.attributes;
  if (track !== undefined && track !== "inbound_track") {
    call.alert(31_941, `track ${track}`);
    return null;
  }
  const absolute = absoluteUrl(url, document).replace(/^http/, "ws");
  if (!isAllowed(absolute)) {
    call.alert(31_922, "the stream's address must be wss");
    return null;
  }
  // Twilio knows no query string on a stream's address.
  return absolute.split("?", 1)[0] ?? absolute;
}

/** Twilio takes wss alone; on this machine itself the twin takes ws too. */
function isAllowed(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127\./.test(hostname);
  return protocol === "wss:" || (protocol === "ws:" && isLoopback);
}

async function holdStream(call: TwinCall, verb: Verb, url: string): Promise<void> {
  const streamSid = newSid("MZ", call.world.random);
  await call.waits.wait<StreamEnd>((done) => {
    const stream = openStream(call, verb, { url, streamSid, onEnded: done });
    call.stream = stream;
    const disconnect = call.voice.connect((spoken) => stream.exchange(spoken));
    return () => {
      disconnect();
      if (call.stream === stream) call.stream = null;
    };
  });
}

interface Opening {
  url: string;
  streamSid: string;
  onEnded(because: StreamEnd): void;
}

function openStream(call: TwinCall, verb: Verb, { url, streamSid, onEnded }: Opening): MediaStream {
  const { world } = call;
  const parameters = readParameters(call, verb);
  let record: StreamRecord | null = null;
  return new MediaStream({
    clock: world.clock,
    random: world.random,
    sockets: world.sockets,
    line: call.line,
    url,
    headers: { "x-twilio-signature": signRequest(world.authToken, url), "user-agent": "TwilioProxy/1.1" },
    streamSid,
    callSid: call.sid,
    accountSid: world.accountSid,
    parameters,
    pullFrame: () => call.voice.pullFrame(),
    onStarted: () => {
      record = startRecord(call, streamSid, parameters);
      reportStream(call, verb, { streamSid, event: "stream-started" });
    },
    // The frame in which a mark is passed stands in the record a moment later.
    onMark: (name) => record?.marks.push({ name, atByte: call.voice.recordedBytes + FRAME_BYTES }),
    onCleared: (droppedBytes) => record?.clears.push({ atByte: call.voice.recordedBytes, droppedBytes }),
    onAlert: (code, detail) => call.alert(code, detail),
    onEnded: (because) => {
      endRecord(call, record, because);
      reportStream(call, verb, { streamSid, event: because === "failed" ? "stream-error" : "stream-stopped" });
      onEnded(because);
    },
  });
}

function startRecord(call: TwinCall, streamSid: string, parameters: StreamRecord["parameters"]): StreamRecord {
  call.voice.startRecording();
  const startedAtMs = call.world.clock.nowMs();
  const firstByte = call.voice.recordedBytes;
  const record: StreamRecord = {
    ...{ streamSid, parameters, startedAtMs, firstByte },
    ...{ marks: [], clears: [], endedAtMs: null, endedBecause: null },
  };
  call.streams.push(record);
  call.tell({ type: "stream-started", streamSid });
  return record;
}

function endRecord(call: TwinCall, record: StreamRecord | null, because: StreamEnd): void {
  if (record === null) return;
  record.endedAtMs = call.world.clock.nowMs();
  record.endedBecause = because;
  call.tell({ type: "stream-ended", streamSid: record.streamSid, because });
}

function readParameters(call: TwinCall, verb: Verb): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const { attributes } of verb.children.filter((child) => child.name === "Parameter")) {
    const { name = "", value = "" } = attributes;
    if (name.length + value.length > MAX_PARAMETER_CHARS) call.alert(12_200, `<Parameter> ${name} is too long`);
    else parameters[name] = value;
  }
  return parameters;
}

function reportStream(call: TwinCall, verb: Verb, { streamSid, event }: { streamSid: string; event: string }): void {
  const { statusCallback, statusCallbackMethod, name = streamSid } = verb.attributes;
  if (statusCallback === undefined) return;
  const { world } = call;
  const fields: FormField[] = [
    ["AccountSid", world.accountSid],
    ["CallSid", call.sid],
    ["StreamSid", streamSid],
    ["StreamName", name],
    ["StreamEvent", event],
    ["Timestamp", iso8601(world.clock.nowMs())],
  ];
  const method = statusCallbackMethod === "GET" ? "GET" : "POST";
  void world.tellServer({ url: statusCallback, method, fields }, call.sid, "stream status callback");
}
