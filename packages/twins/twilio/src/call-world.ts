/** What a call needs of the exchange that it runs in. */
import type { Clock } from "@offhook/engine/ports";
import type { FrameTicker } from "./frame-ticker.ts";
import type { LineScript } from "./line-script.ts";
import type { CallerEar, Person } from "./person.ts";
import type { Random } from "./seeded-random.ts";
import type { SocketTransport } from "./socket-transport.ts";
import type { TwinCall } from "./twin-call.ts";
import type { WebhookSender } from "./webhook-sender.ts";

/** Something that Twilio's debugger would show. */
export interface Alert {
  atMs: number;
  code: number;
  callSid: string | null;
  detail: string;
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
  alert(code: number, callSid: string | null, detail: string): void;
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
  statusCallback?: StatusCallback;
  line?: LineScript;
}
