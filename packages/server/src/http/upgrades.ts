/** WebSocket upgrades: guards first, then `/live` and `/listen`, then the call host; what nobody takes is answered and closed. */
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { OffhookError } from "../errors.ts";
import { createWhoAsks } from "../sign-in/actor.ts";
import { findCall } from "../store/calls.ts";
import type { HttpContext } from "./app.ts";
import { listenIn } from "./listen-in.ts";
import { streamLive } from "./live.ts";
import { createDoor, pathOf } from "./public-door.ts";
import { refuseSocket } from "./refuse-socket.ts";
import { liveQuery } from "./shapes.ts";

export interface Upgrades {
  /** Closes the sockets that are ours; the call host closes its own. */
  closeAll(): void;
}

/** A listener has nothing to say to us. */
const LARGEST_FRAME_BYTES = 1_024;
/** RFC 6455: the server goes away; a client may come back with `?after`. */
const GOING_AWAY = 1001;

export function handleUpgrades(server: Server, context: HttpContext): Upgrades {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME_BYTES, clientTracking: true });
  const whoAsks = createWhoAsks(context);
  const door = createDoor(context.config, context.store, whoAsks);

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    await door(request);
    const [, callId, what] = /^\/v1\/calls\/([^/]+)\/(live|listen)$/.exec(pathOf(request)) ?? [];
    if (callId === undefined) {
      if (await context.callHost.handleUpgrade(request, socket, head)) return;
      throw new OffhookError("unknown-route", { path: pathOf(request) });
    }
    const { name } = await whoAsks(request);
    const afterSeq = afterOf(request);
    if (!(await findCall(context.store, callId))) throw new OffhookError("unknown-call", { id: callId });
    sockets.handleUpgrade(request, socket, head, (live) => {
      // A frame too large or a broken one closes the socket; there is nobody to tell.
      live.on("error", () => {});
      if (what === "live") void streamLive(context.store, live, callId, afterSeq);
      else listenIn(context, live, callId, name).catch(() => live.close(1011, "database-unavailable"));
    });
  }

  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a peer's reset would end the process.
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      const known = error instanceof OffhookError ? error : new OffhookError("database-unavailable");
      refuseSocket(socket, known);
    });
  });

  return {
    closeAll() {
      for (const socket of sockets.clients) socket.close(GOING_AWAY, "server-stopping");
    },
  };
}

function afterOf(request: IncomingMessage): number {
  const { searchParams } = new URL(request.url ?? "/", "http://localhost");
  const query = liveQuery.safeParse(Object.fromEntries(searchParams));
  if (query.success) return query.data.after;
  const unknown = query.error.issues.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
  if (unknown.length > 0) throw new OffhookError("unknown-field", { fields: unknown.join(", ") });
  throw new OffhookError("invalid-field", { problem: "after: a whole number is wanted." });
}
