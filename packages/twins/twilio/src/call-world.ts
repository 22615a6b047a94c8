/** What a call needs of the exchange that it runs in. */
import type { Clock } from "@offhook/engine/ports";
import type { CallRecording, RecordingOrder } from "./call-recording.ts";
import type { FrameTicker } from "./frame-ticker.ts";
import type { LineScript } from "./line-script.ts";
import type { CallerEar, Person } from "./person.ts";
import type { Random } from "./seeded-random.ts";
import type { SocketTransport } from "./socket-transport.ts";
import type { TwinCall } from "./twin-call.ts";
import type { Webhook, WebhookSender } from "./webhook-sender.ts";

/** What Twilio asked of the server when something went wrong. */
export interface AlertRequest {
  url: string;
  method: "GET" | "POST";
}

/** Something that Twilio's debugger would show, and its Monitor API lists. */
export interface Alert {
  sid: string;
  atMs: number;
  code: number;
  callSid: string | null;
  detail: string;
  request: AlertRequest | null;
}

export interface CallWorld {
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly ticker: FrameTicker;
  readonly webhooks: WebhookSender;
  readonly sockets: SocketTransport;
  readonly trial: boolean;
  readonly keepsAudio: boolean;
  /** µ-law for words that `<Say>` speaks; without it they are silence of the right length. */
  readonly sayVoice: ((text: string) => Uint8Array) | null;
  person(number: string): Person;
  alert(code: number, callSid: string | null, detail: string, request?: AlertRequest): void;
  /** Tells the server something whose answer does not matter; a failure becomes an alert. */
  tellServer(webhook: Webhook, callSid: string | null, what: string): Promise<void>;
  record(call: TwinCall, order: RecordingOrder): CallRecording;
  /** A leg that `<Dial>` opens. */
  dialLeg(parent: TwinCall, leg: DialledLeg): TwinCall;
}

export interface DialledLeg {
  number: string;
  callerId: string;
  ear: CallerEar;
  statusCallback?: StatusCallback;
}

export interface StatusCallback {
  url: string;
  method: "GET" | "POST";
  events: ReadonlySet<string>;
}

export interface NewTwinCall {
  direction: "inbound" | "outbound-api" | "outbound-dial";
  from: string;
  to: string;
  ear: CallerEar;
  parentCallSid?: string;
  phoneNumberSid?: string;
  statusCallback?: StatusCallback;
  line?: LineScript;
}
