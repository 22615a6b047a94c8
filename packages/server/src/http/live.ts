/**
 * `WS /v1/calls/:id/live`: a call's log as it becomes durable, one item a text frame, from `?after` on; closes with 1000
 * once the call has ended and everything was sent.
 */
import type { WebSocket } from "ws";
import { findCall } from "../store/calls.ts";
import type { EventFeed } from "../store/event-feed.ts";
import { readEvents } from "../store/events.ts";
import type { Store } from "../store/store.ts";
import { eventJson } from "./call-json.ts";

const PAGE_ITEMS = 500;
/** A reader slower than this waits; one that stays slow is given up by `drained`. */
const UNSENT_BYTES = 1_000_000;
const SLOW_READER_MS = 30_000;
/** The database is asked again even if no news came: a notification can be lost with its connection. */
const LOOK_AGAIN_MS = 5_000;

export async function streamLive(store: Store, socket: WebSocket, callId: string, afterSeq: number): Promise<void> {
  const news = await listenForNews(store.eventFeed, callId, socket);
  let sentSeq = afterSeq;
  try {
    while (socket.readyState === socket.OPEN) {
      // The order matters: what was written before the end is read after it was seen.
      const ended = (await findCall(store, callId))?.status === "ended";
      sentSeq = await sendNew(store, socket, callId, sentSeq);
      if (ended) return socket.close(1000, "call-ended");
      await news.next();
    }
  } catch {
    socket.close(1011, "database-unavailable");
  } finally {
    news.stop();
  }
}

async function sendNew(store: Store, socket: WebSocket, callId: string, afterSeq: number): Promise<number> {
  for (let sentSeq = afterSeq; ; ) {
    const items = await readEvents(store, callId, sentSeq, PAGE_ITEMS);
    for (const item of items) socket.send(JSON.stringify(eventJson(item)));
    sentSeq = items.at(-1)?.seq ?? sentSeq;
    if (items.length < PAGE_ITEMS) return sentSeq;
    if (!(await drained(socket))) return sentSeq;
  }
}

/** False, and the socket is gone, when the reader takes nothing for too long. */
function drained(socket: WebSocket): Promise<boolean> {
  if (socket.bufferedAmount < UNSENT_BYTES) return Promise.resolve(socket.readyState === socket.OPEN);
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      socket.terminate();
      resolve(false);
    }, SLOW_READER_MS);
    // An empty ping leaves when everything before it has left.
    socket.ping(undefined, undefined, (error) => {
      clearTimeout(deadline);
      resolve(!error);
    });
  });
}

interface News {
  /** Resolves at the next change since it last did, or when the socket closes. */
  next(): Promise<void>;
  stop(): void;
}

async function listenForNews(feed: EventFeed, callId: string, socket: WebSocket): Promise<News> {
  let pending = false;
  let wake = () => {};
  const tell = () => {
    pending = true;
    wake();
  };
  socket.once("close", tell);
  const again = setInterval(tell, LOOK_AGAIN_MS);
  const stopListening = await feed.listen(callId, tell);
  return {
    async next() {
      if (!pending) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      pending = false;
    },
    stop() {
      clearInterval(again);
      stopListening();
    },
  };
}
