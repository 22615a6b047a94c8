/** What Twilio sends on a media stream, once parsed. Counters are numbers here, decimal strings on the wire. */

export interface TwilioStart {
  streamSid: string;
  callSid: string;
  accountSid: string;
  /** The `<Parameter>`s of our TwiML. */
  customParameters: Readonly<Record<string, string>>;
}

export interface TwilioMedia {
  event: "media";
  streamSid: string;
  sequenceNumber: number;
  /** From 1, one up with each media message. */
  chunk: number;
  /** Place of the first sample in the stream, in milliseconds. */
  timestampMs: number;
  /** µ-law 8 kHz. */
  audio: Uint8Array;
}

export type TwilioFrame =
  | { event: "connected"; protocol: string; version: string }
  | { event: "start"; streamSid: string; sequenceNumber: number; start: TwilioStart }
  | TwilioMedia
  | { event: "dtmf"; streamSid: string; sequenceNumber: number; digit: string }
  | { event: "mark"; streamSid: string; sequenceNumber: number; name: string }
  | { event: "stop"; streamSid: string; sequenceNumber: number };
