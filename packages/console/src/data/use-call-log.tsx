/** A call's whole log: what is there is read page by page, and while the call lasts the rest comes by WebSocket. */
import { type ApiFault, type LogItem, liveEvents } from "@offhook/api-client";
import { useEffect, useState } from "react";
import { api, ask, Refusal } from "./api.ts";
import { openSocket } from "./open-socket.tsx";

export interface CallLog {
  items: readonly LogItem[];
  /** Everything that was there is read. */
  complete: boolean;
  /** False while the connection to a living call is being made again. */
  connected: boolean;
  fault: ApiFault | null;
}

const EMPTY: CallLog = { items: [], complete: false, connected: true, fault: null };
const PAGE_ITEMS = 1_000;
/** Items come by the dozen a second; a page is drawn a few times. */
const DRAW_EVERY_MS = 150;

interface UseCallLogOptions {
  /** Called with each item of a living call. */
  onItem?: (item: LogItem) => void;
  onEnd?: () => void;
}

/** `live` null: not known yet, nothing is read. A call that was living when it was first shown is followed to its end. */
export function useCallLog(callId: string, live: boolean | null, { onItem, onEnd }: UseCallLogOptions = {}): CallLog {
  const [log, setLog] = useState(EMPTY);
  const isKnown = live !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first drawing's listeners serve, they only ask for news; and a call that ends meanwhile is not read again.
  useEffect(() => {
    setLog(EMPTY);
    if (live === null) return;
    return readLog(callId, live, (change) => setLog((before) => ({ ...before, ...change })), { onItem, onEnd });
  }, [callId, isKnown]);
  return log;
}

function readLog(
  callId: string,
  live: boolean,
  change: (change: Partial<CallLog>) => void,
  { onItem, onEnd }: UseCallLogOptions,
): () => void {
  const stopped = new AbortController();
  const items: LogItem[] = [];
  let drawing: ReturnType<typeof setTimeout> | null = null;
  let stopLive = () => {};

  async function readPages(): Promise<void> {
    let more = true;
    while (more) {
      const params = { path: { id: callId }, query: { after: items.at(-1)?.seq ?? 0, limit: PAGE_ITEMS } };
      const page = await ask(api.GET("/v1/calls/{id}/events", { params, signal: stopped.signal }));
      items.push(...page.items);
      more = page.nextCursor !== null;
    }
    change({ items: [...items], complete: true });
  }

  function follow(): void {
    const reader = liveEvents({
      callId,
      after: items.at(-1)?.seq ?? 0,
      openSocket,
      onItem: (item) => {
        items.push(item);
        onItem?.(item);
        drawing ??= setTimeout(draw, DRAW_EVERY_MS);
      },
      onConnected: (connected) => change({ connected }),
      onEnd,
    });
    stopLive = reader.stop;
  }

  function draw(): void {
    drawing = null;
    change({ items: [...items] });
  }

  readPages()
    .then(() => {
      if (live && !stopped.signal.aborted) follow();
    })
    .catch((error: unknown) => {
      if (!stopped.signal.aborted) change({ fault: error instanceof Refusal ? error.fault : null, complete: true });
    });

  return () => {
    stopped.abort();
    stopLive();
    if (drawing) clearTimeout(drawing);
  };
}
