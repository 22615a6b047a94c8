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

/** `came`: told of each piece of the agent's audio, also where nothing else is noted. */
export function watchedSockets(
  wires: Wire[],
  enabled: () => boolean,
  came: (bytes: number) => void = () => {},
): SocketTransport {
  return (request, events) => {
    const wire: Wire = { callSid: "", startSentMs: 0, frameSentMs: [], came: [] };
    if (enabled()) wires.push(wire);
    const socket = realSockets(request, {
      ...events,
      text(text) {
        if (enabled()) noteIncoming(wire, text);
        if (text.startsWith(MEDIA)) came(payloadBytes(text));
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

const MEDIA = '{"event":"media"';

function noteOutgoing(wire: Wire, text: string): void {
  if (text.startsWith(MEDIA)) wire.frameSentMs.push(machineMs());
  else if (text.startsWith('{"event":"start"')) {
    wire.startSentMs = machineMs();
    wire.callSid = (JSON.parse(text) as { start: { callSid: string } }).start.callSid;
  }
}

function noteIncoming(wire: Wire, text: string): void {
  const atMs = machineMs();
  if (text.startsWith(MEDIA)) wire.came.push({ what: "media", atMs, bytes: payloadBytes(text) });
  else if (text.startsWith('{"event":"clear"')) wire.came.push({ what: "clear", atMs, bytes: 0 });
}

/** Base64: four letters for three bytes. */
function payloadBytes(text: string): number {
  const from = text.indexOf('"payload":"') + '"payload":"'.length;
  const to = text.indexOf('"', from);
  const padding = text.endsWith("==", to) ? 2 : text.endsWith("=", to) ? 1 : 0;
  return ((to - from) * 3) / 4 - padding;
}
