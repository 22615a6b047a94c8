/**
 * Reads a call's log as it grows: `WS /v1/calls/:id/live`. After a lost connection it goes on behind the last item seen, so
 * every item comes once and in order. Knows no page and no clock but the timer that it is given.
 */
import type { LogItem } from "./types.ts";

/** The part of a WebSocket that is used; a browser's is one. */
export interface LiveSocket {
  onmessage: Listener<{ data: unknown }> | null;
  onclose: Listener<{ code: number }> | null;
  close(): void;
}

/** Of an event or of one that says more: a method's argument may be either, and so a browser's own socket fits. */
type Listener<Event> = { heard(event: Event): void }["heard"];

export interface LiveEventsOptions {
  callId: string;
  /** The last item already known; 0: from the beginning. */
  after: number;
  onItem(item: LogItem): void;
  /** The call is over and everything was read. Nothing comes after it. */
  onEnd?(): void;
  /** False while the connection is being made again. */
  onConnected?(connected: boolean): void;
  openSocket(path: string): LiveSocket;
  setTimer?(run: () => void, delayMs: number): unknown;
  clearTimer?(timer: unknown): void;
}

export interface LiveEvents {
  stop(): void;
}

/** The server closes with it once the call has ended. */
const NORMAL_CLOSURE = 1000;
/** Between two tries; the last one again and again. A restart of the server takes about three seconds. */
const RETRY_DELAYS_MS: readonly number[] = [250, 500, 1_000, 2_000, 5_000];

export function liveEvents(options: LiveEventsOptions): LiveEvents {
  const { callId, onItem, onEnd, onConnected, openSocket } = options;
  const { setTimer = setTimeout, clearTimer = (timer) => clearTimeout(timer as number) } = options;
  let seenSeq = options.after;
  let failures = 0;
  let stopped = false;
  let socket: LiveSocket | null = null;
  let timer: unknown = null;

  function connect(): void {
    const current = openSocket(`/v1/calls/${encodeURIComponent(callId)}/live?after=${seenSeq}`);
    socket = current;
    current.onmessage = ({ data }) => {
      if (!stopped && current === socket) take(data);
    };
    current.onclose = ({ code }) => {
      if (stopped || current !== socket) return;
      if (code === NORMAL_CLOSURE) return finish();
      onConnected?.(false);
      const delayMs = RETRY_DELAYS_MS[Math.min(failures, RETRY_DELAYS_MS.length - 1)] ?? 0;
      failures += 1;
      timer = setTimer(connect, delayMs);
    };
  }

  function take(data: unknown): void {
    const item = parseItem(data);
    // Doubled items come when a connection was thought lost and was not.
    if (!item || item.seq <= seenSeq) return;
    seenSeq = item.seq;
    if (failures > 0) onConnected?.(true);
    failures = 0;
    onItem(item);
  }

  function finish(): void {
    stop();
    onEnd?.();
  }

  function stop(): void {
    stopped = true;
    clearTimer(timer);
    socket?.close();
    socket = null;
  }

  connect();
  return { stop };
}

/** null: not an item, and not worth a page's failure. */
function parseItem(data: unknown): LogItem | null {
  if (typeof data !== "string") return null;
  try {
    const item = JSON.parse(data) as LogItem;
    return typeof item?.seq === "number" && typeof item.type === "string" ? item : null;
  } catch {
    return null;
  }
}
