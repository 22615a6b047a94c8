/** The twin's real sockets with a look at the wire: when each message left and came, by the machine's clock. */
import { realSockets, type SocketTransport } from "@offhook/twin-twilio";
import { machineMs } from "../kit/clock.ts";

export interface Wire {
  callSid: string;
  startSentMs: number;
  /** When each caller's frame left, in order: frame n holds 20·n … 20·(n+1) ms of the stream. */
  frameSentMs: number[];
  /** What came from the agent. */
  came: { what: "media" | "clear"; atMs: number; bytes: number }[];
}

export function watchedSockets(wires: Wire[], enabled: () => boolean): SocketTransport {
  return (request, events) => {
    const wire: Wire = { callSid: "", startSentMs: 0, frameSentMs: [], came: [] };
    if (enabled()) wires.push(wire);
    const socket = realSockets(request, {
      ...events,
      text(text) {
        if (enabled()) noteIncoming(wire, text);
        events.text(text);
      },
    });
    return {
      ...socket,
      send(text) {
        socket.send(text);
        if (enabled()) noteOutgoing(wire, text);
      },
    };
  };
}

function noteOutgoing(wire: Wire, text: string): void {
  if (text.startsWith('{"event":"media"')) wire.frameSentMs.push(machineMs());
  else if (text.startsWith('{"event":"start"')) {
    wire.startSentMs = machineMs();
    wire.callSid = (JSON.parse(text) as { start: { callSid: string } }).start.callSid;
  }
}

function noteIncoming(wire: Wire, text: string): void {
  const atMs = machineMs();
  // Three quarters of the payload's base64 are bytes; the message around it has a known length.
  if (text.startsWith('{"event":"media"')) wire.came.push({ what: "media", atMs, bytes: payloadBytes(text) });
  else if (text.startsWith('{"event":"clear"')) wire.came.push({ what: "clear", atMs, bytes: 0 });
}

function payloadBytes(text: string): number {
  const from = text.indexOf('"payload":"') + '"payload":"'.length;
  return Math.floor(((text.indexOf('"', from) - from) * 3) / 4);
}
