/** One call at a time from this page to its draft. Leaving the page hangs up. */
import type { ApiFault } from "@offhook/api-client";
import { useEffect, useRef, useState } from "react";
import { Refusal } from "../../../data/api.ts";
import { talkTo } from "../../../data/assistants.ts";
import { type PhoneCall, type PhoneEnd, phone } from "../../../phone/phone.ts";

interface Talk {
  state: "idle" | "connecting" | "talking";
  callId: string | null;
  /** How the last one ended. */
  end: PhoneEnd | null;
  fault: ApiFault | null;
}

const IDLE: Talk = { state: "idle", callId: null, end: null, fault: null };

export function useTalk(assistantId: string, flush: () => Promise<boolean>, variables: Record<string, string>) {
  const [talk, setTalk] = useState(IDLE);
  const [level, setLevel] = useState(0);
  const call = useRef<PhoneCall | null>(null);
  useEffect(() => () => call.current?.hangUp(), []);

  async function start(): Promise<void> {
    setTalk({ ...IDLE, state: "connecting" });
    try {
      call.current = await phone(
        async () => {
          // What was just typed is what answers.
          await flush();
          const begun = await talkTo(assistantId, "voice", variables);
          setTalk((before) => ({ ...before, callId: begun.callId }));
          return begun;
        },
        {
          connected: () => setTalk((before) => ({ ...before, state: "talking" })),
          ended: (end) => setTalk((before) => ({ ...before, state: "idle", end })),
          level: setLevel,
        },
      );
    } catch (error) {
      const fault = error instanceof Refusal ? error.fault : null;
      setTalk({ ...IDLE, end: fault ? null : "failed", fault });
    }
  }

  return { ...talk, level, start: () => void start(), hangUp: () => call.current?.hangUp() };
}
