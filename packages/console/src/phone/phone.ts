/** One call from this page: microphone, loudspeaker and line together, and what becomes of them. */

import { openLoudspeaker } from "./loudspeaker.ts";
import { MicrophoneError, type MicrophoneTrouble, openMicrophone } from "./microphone.ts";
import { type LineStart, StreamLine } from "./stream-line.ts";

export interface WebCall {
  callId: string;
  path: string;
  start: LineStart;
}

export type PhoneEnd = "hung-up" | "agent-hung-up" | "line-lost" | MicrophoneTrouble;

export interface PhoneCall {
  hangUp(): void;
  presses(digit: string): void;
}

export interface PhoneEvents {
  /** The line is open: both can be heard. */
  connected(): void;
  ended(because: PhoneEnd): void;
  /** 0–1, some times a second: how loud the microphone is. */
  level?(level: number): void;
}

/** The microphone first: a call that nobody can speak in is not begun. `begin` asks the server for the call. */
export async function phone(begin: () => Promise<WebCall>, events: PhoneEvents): Promise<PhoneCall | null> {
  const parts: { close(): void }[] = [];
  let over = false;
  const end = (because: PhoneEnd): void => {
    if (over) return;
    over = true;
    for (const part of parts) part.close();
    events.ended(because);
  };
  let line: StreamLine | null = null;
  try {
    const loudspeaker = await openLoudspeaker();
    parts.push(loudspeaker);
    parts.push(
      await openMicrophone((mulaw) => {
        line?.hears(mulaw);
        events.level?.(levelOf(mulaw));
      }),
    );
    const { path, start } = await begin();
    const socket = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
    const made = new StreamLine(
      { send: (text) => socket.send(text), close: () => socket.close(1_000) },
      loudspeaker,
      start,
    );
    socket.onopen = () => {
      made.open();
      line = made;
      events.connected();
    };
    socket.onmessage = ({ data }) => made.message(String(data));
    socket.onclose = ({ code }) => {
      made.ended();
      end(code === 1_000 || code === 1_005 ? "agent-hung-up" : "line-lost");
    };
    return {
      hangUp() {
        made.hangUp();
        end("hung-up");
      },
      presses: (digit) => made.presses(digit),
    };
  } catch (error) {
    const known = error instanceof MicrophoneError;
    end(known ? error.trouble : "failed");
    // What the server refused is told by whoever asked it.
    if (!known) throw error;
    return null;
  }
}

/** By the exponent of µ-law, which is how ears count. */
function levelOf(mulaw: Uint8Array): number {
  let loudest = 0;
  for (const byte of mulaw) loudest = Math.max(loudest, (~byte & 0x7f) / 127);
  return loudest;
}
