/** Hears a call that is under way. It moves between workers now and then: then it is asked for again. */
import { useEffect, useRef, useState } from "react";
import { type Loudspeaker, openLoudspeaker } from "../../phone/loudspeaker.ts";

export type ListeningState = "off" | "connecting" | "on" | "failed";

const CALLER = 0;
/** As the server closes when the call is over. */
const ENDED = 1_000;
const AGAIN_AFTER_MS = 500;
const MOST_TRIES = 5;

interface Ears {
  caller: Loudspeaker;
  agent: Loudspeaker;
}

export function useListening(callId: string) {
  const [state, setState] = useState<ListeningState>("off");
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  async function start(): Promise<void> {
    setState("connecting");
    try {
      // Within the press: browsers let nothing sound otherwise.
      const ears: Ears = { caller: await openLoudspeaker(), agent: await openLoudspeaker() };
      stop.current = hear(callId, ears, (now) => {
        if (now === "off" || now === "failed") stop.current = null;
        setState(now);
      });
    } catch {
      setState("failed");
    }
  }

  return { state, start: () => void start(), stop: () => stop.current?.() };
}

function hear(callId: string, { caller, agent }: Ears, changed: (state: ListeningState) => void): () => void {
  let over = false;
  let tries = 0;
  let socket: WebSocket | null = null;
  const end = (state: ListeningState): void => {
    if (over) return;
    over = true;
    socket?.close();
    caller.close();
    agent.close();
    changed(state);
  };
  function connect(): void {
    if (over) return;
    tries += 1;
    socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/v1/calls/${callId}/listen`);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => {
      tries = 0;
      changed("on");
      if (typeof data === "string") return agent.clear();
      const bytes = new Uint8Array(data as ArrayBuffer);
      (bytes[0] === CALLER ? caller : agent).play(bytes.subarray(1));
    };
    socket.onclose = ({ code }) => {
      if (code === ENDED) end("off");
      else if (tries < MOST_TRIES) setTimeout(connect, AGAIN_AFTER_MS);
      else end("failed");
    };
  }
  connect();
  return () => end("off");
}
