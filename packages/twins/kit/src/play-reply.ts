/** Plays a twin's reply over real HTTP, in real time. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { realClock } from "./real-clock.ts";
import type { TimedReply, TwinReply } from "./reply.ts";

export async function playReply(reply: TwinReply | TimedReply, response: ServerResponse): Promise<void> {
  if ("pieces" in reply) return play(reply, response);
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}

async function play({ status, headers, afterMs, pieces, ending }: TimedReply, response: ServerResponse): Promise<void> {
  if (afterMs === Number.POSITIVE_INFINITY) return;
  if (afterMs > 0) await pause(afterMs);
  if (response.destroyed) return;
  response.writeHead(status, headers);
  response.flushHeaders();
  for (const piece of pieces) {
    await pause(piece.afterMs);
    if (response.destroyed) return;
    if (!response.write(piece.bytes)) await Promise.race([once(response, "drain"), once(response, "close")]);
  }
  if (ending === "end") response.end();
  if (ending !== "reset") return;
  await pause(0); // lets the last piece leave before the socket is cut
  response.destroy();
}

/** Without a wait the loop still gets its turn: an endless answer may not starve everybody else. */
const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (ms > 0) realClock.at(realClock.nowMs() + ms, resolve);
    else setImmediate(resolve);
  });
