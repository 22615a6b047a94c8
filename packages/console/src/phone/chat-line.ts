/** The line of a chat: what is typed goes out, and that it is over comes back. The words themselves stand in the call's log. */
import type { WebCall } from "./phone.ts";

export type ChatEnd = "hung-up" | "agent-hung-up" | "line-lost";

export interface ChatLine {
  says(text: string): void;
  hangUp(): void;
}

interface ChatEvents {
  connected(): void;
  ended(because: ChatEnd): void;
}

const NORMAL = 1_000;

export function openChat({ path, start }: WebCall, events: ChatEvents): ChatLine {
  const socket = new WebSocket(new URL(path, location.href.replace(/^http/, "ws")));
  let over = false;
  const end = (because: ChatEnd): void => {
    if (over) return;
    over = true;
    events.ended(because);
  };
  socket.onopen = () => {
    socket.send(JSON.stringify({ callSid: start.callSid, ticket: start.customParameters.ticket }));
    events.connected();
  };
  socket.onclose = ({ code }) => end(code === NORMAL ? "agent-hung-up" : "line-lost");
  return {
    says: (text) => socket.send(JSON.stringify({ text })),
    hangUp() {
      socket.close(NORMAL);
      end("hung-up");
    },
  };
}
