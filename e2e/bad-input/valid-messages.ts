/** Twilio's own messages on a media stream, word for word, for those who are about to spoil them. */

export const CONNECTED = '{"event":"connected","protocol":"Call","version":"1.0.0"}';

export interface StreamNames {
  streamSid: string;
  callSid?: string;
  accountSid?: string;
  parameters?: Record<string, string>;
}

export function startMessage({ streamSid, callSid = "CA1", accountSid = "AC1", parameters = {} }: StreamNames): string {
  const mediaFormat = { encoding: "audio/x-mulaw", sampleRate: 8_000, channels: 1 };
  const start = { accountSid, streamSid, callSid, tracks: ["inbound"], mediaFormat, customParameters: parameters };
  return JSON.stringify({ event: "start", sequenceNumber: "1", start, streamSid });
}

const SILENCE = Buffer.alloc(160, 0xff).toString("base64");

/** Chunks count from 1 and are 20 ms each. */
export function mediaMessage(streamSid: string, chunk: number, payload = SILENCE): string {
  const media = `{"track":"inbound","chunk":"${chunk}","timestamp":"${(chunk - 1) * 20}","payload":"${payload}"}`;
  return `{"event":"media","sequenceNumber":"${chunk + 1}","media":${media},"streamSid":"${streamSid}"}`;
}

export function stopMessage(streamSid: string, callSid: string, accountSid: string): string {
  const stop = JSON.stringify({ accountSid, callSid });
  return `{"event":"stop","sequenceNumber":"9","stop":${stop},"streamSid":"${streamSid}"}`;
}

/** A stream's first messages. */
export function beginning(names: StreamNames): string[] {
  return [CONNECTED, startMessage(names), ...[1, 2, 3, 4].map((chunk) => mediaMessage(names.streamSid, chunk))];
}
