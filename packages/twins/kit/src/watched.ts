/** Keeps what a socket was sent, for tests to look at. */
import type { TwinConversation } from "./serve-twin.ts";

export interface SeenTraffic {
  texts: string[];
  audioBytes: number;
  /** The code that the socket was closed with; null while open. */
  closedWith: number | null;
}

export function watched(conversation: TwinConversation, seen: SeenTraffic): TwinConversation {
  return {
    text(text) {
      seen.texts.push(text);
      conversation.text(text);
    },
    binary(bytes) {
      seen.audioBytes += bytes.length;
      conversation.binary(bytes);
    },
    closed(code) {
      seen.closedWith = code;
      conversation.closed(code);
    },
  };
}
