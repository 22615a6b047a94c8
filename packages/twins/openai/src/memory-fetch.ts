/** The twin as a `fetch`-shaped function: no socket, and any clock. */
import type { Clock, Timer } from "@offhook/engine/ports";
import { realClock } from "@offhook/twin-kit";
import type { OpenAiTwin, TwinRequest } from "./openai-twin.ts";
import type { Reply } from "./reply.ts";

interface Init {
  method?: string;
  body: string;
  headers: Record<string, string>;
  signal?: AbortSignal;
}

export function memoryFetch(twin: OpenAiTwin, clock: Clock = realClock) {
  return async (url: string, { method = "POST", body, headers, signal }: Init): Promise<Response> => {
    const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    const request: TwinRequest = { method, path: new URL(url).pathname, headers: Object.fromEntries(lowered), body };
    const { reply, aborted } = twin.handle(request);
    signal?.addEventListener("abort", aborted, { once: true });
    await wait(clock, reply.afterMs, signal);
    return new Response(bodyOf(reply, clock, signal), { status: reply.status, headers: reply.headers });
  };
}

function bodyOf(reply: Reply, clock: Clock, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
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
