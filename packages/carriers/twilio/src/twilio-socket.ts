/** Joins a WebSocket of `ws` to a session. The upgrade's signature is checked before this. */
import type { WebSocket } from "ws";
import type { TextTransport } from "./twilio-leg.ts";
import { TwilioSession, type TwilioSessionOptions } from "./twilio-session.ts";

/** A peer that does not answer our close is cut off after this long. */
const CLOSE_PATIENCE_MS = 2_000;

export function serveTwilioSocket(socket: WebSocket, options: Omit<TwilioSessionOptions, "transport">): TwilioSession {
  const transport: TextTransport = {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    close: (code) => {
      socket.close(code);
      const cutOff = options.clock.at(options.clock.nowMs() + CLOSE_PATIENCE_MS, () => socket.terminate());
      socket.once("close", () => cutOff.cancel());
    },
    bufferedBytes: () => socket.bufferedAmount,
  };
  const session = new TwilioSession({ ...options, transport });
  socket.on("message", (data, isBinary) => {
    if (isBinary) session.receiveBinary();
    else session.receive(data.toString());
  });
  socket.on("close", () => session.transportClosed());
  // `close` follows each error, and that is where the session learns of it.
  socket.on("error", () => {});
  return session;
}
