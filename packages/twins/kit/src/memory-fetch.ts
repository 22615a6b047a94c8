/** A twin as a `fetch`-shaped function: no socket, and any clock. */
import type { Clock, Timer } from "@offhook/engine/ports";
import { realClock } from "./real-clock.ts";
import { bytesOf, type TimedReply, type TwinAnswer, type TwinHttpRequest, timedReply, watchedReply } from "./reply.ts";

/** What of `fetch`'s init a twin looks at. Without a method: a POST if there is a body. */
export interface MemoryInit {
  method?: string;
  body?: string | Uint8Array<ArrayBuffer> | FormData;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export type MemoryFetch = (url: string, init?: MemoryInit) => Promise<Response>;

export function memoryFetch(
  twin: { handle(request: TwinHttpRequest): TwinAnswer },
  clock: Clock = realClock,
): MemoryFetch {
  return async (url, init = {}) => {
    const { signal } = init;
    const { reply, aborted } = watchedReply(twin.handle(await requestOf(url, init)));
    signal?.addEventListener("abort", aborted, { once: true });
    const timed = timedReply(reply);
    await wait(clock, timed.afterMs, signal);
    return new Response(bodyOf(timed, clock, signal), { status: timed.status, headers: timed.headers });
  };
}

async function requestOf(url: string, { method, body, headers = {} }: MemoryInit): Promise<TwinHttpRequest> {
  const { pathname, searchParams } = new URL(url);
  const { bytes, type } = await bytesIn(body);
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: method ?? (body === undefined ? "GET" : "POST"),
    path: pathname,
    query: searchParams,
    headers: { ...(type === null ? {} : { "content-type": type }), ...Object.fromEntries(lowered) },
    body: new TextDecoder().decode(bytes),
    bodyBytes: bytes,
  };
}

/** A form names its own type, with the boundary between its parts. */
async function bytesIn(body: MemoryInit["body"]): Promise<{ bytes: Uint8Array; type: string | null }> {
  if (!(body instanceof FormData)) {
    return { bytes: typeof body === "string" ? bytesOf(body) : (body ?? new Uint8Array(0)), type: null };
  }
  const form = new Response(body);
  return { bytes: new Uint8Array(await form.arrayBuffer()), type: form.headers.get("content-type") };
}

function bodyOf(reply: TimedReply, clock: Clock, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const pieces = reply.pieces[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = pieces.next();
      if (!next.done) {
        await wait(clock, next.value.afterMs, signal);
        return controller.enqueue(next.value.bytes);
      }
      if (reply.ending === "hang") await wait(clock, Number.POSITIVE_INFINITY, signal);
      if (reply.ending === "reset") throw Object.assign(new Error("terminated"), { code: "ECONNRESET" });
      controller.close();
    },
  });
}

/** Rejects as soon as the signal says so, as `fetch` does. An endless wait leaves no timer behind. */
function wait(clock: Clock, ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new DOMException("This operation was aborted", "AbortError"));
    if (signal?.aborted) return gone();
    if (ms <= 0) return resolve();
    let timer: Timer | null = null;
    const abort = () => {
      timer?.cancel();
      gone();
    };
    signal?.addEventListener("abort", abort, { once: true });
    if (ms === Number.POSITIVE_INFINITY) return;
    timer = clock.at(clock.nowMs() + ms, () => {
      signal?.removeEventListener("abort", abort);
      resolve();
    });
  });
}
