/** One chat at a time from this page with its draft. Leaving the page ends it. */
import type { ApiFault } from "@offhook/api-client";
import { useEffect, useRef, useState } from "react";
import { Refusal } from "../../../data/api.ts";
import { talkTo } from "../../../data/assistants.ts";
import { type ChatEnd, type ChatLine, openChat } from "../../../phone/chat-line.ts";

interface Chat {
  state: "idle" | "connecting" | "talking";
  callId: string | null;
  /** How the last one ended. */
  end: ChatEnd | null;
  fault: ApiFault | null;
}

const IDLE: Chat = { state: "idle", callId: null, end: null, fault: null };

export function useChat(assistantId: string, flush: () => Promise<boolean>, variables: Record<string, string>) {
  const [chat, setChat] = useState(IDLE);
  const line = useRef<ChatLine | null>(null);
  useEffect(() => () => line.current?.hangUp(), []);

  async function start(): Promise<void> {
    setChat({ ...IDLE, state: "connecting" });
    try {
      // What was just typed into the draft is what answers.
      await flush();
      const begun = await talkTo(assistantId, "chat", variables);
      setChat((before) => ({ ...before, callId: begun.callId }));
      line.current = openChat(begun, {
        connected: () => setChat((before) => ({ ...before, state: "talking" })),
        ended: (end) => setChat((before) => ({ ...before, state: "idle", end })),
      });
    } catch (error) {
      const fault = error instanceof Refusal ? error.fault : null;
      setChat({ ...IDLE, end: fault ? null : "line-lost", fault });
    }
  }

  return {
    ...chat,
    start: () => void start(),
    says: (text: string) => line.current?.says(text),
    hangUp: () => line.current?.hangUp(),
  };
}
