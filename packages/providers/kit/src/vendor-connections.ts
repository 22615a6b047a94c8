/**
 * The connections on which vendors are asked over HTTP: kept for the next request, and opened before the first one, so
 * that no caller waits for a handshake. Knows no vendor.
 */
import type { Socket } from "node:net";
import { Agent, buildConnector, fetch as undiciFetch } from "undici";
import type { PostFetch } from "./streamed-post.ts";

/** Node's own fetch lets go after 4 s, which is shorter than a turn. Vendors' front doors close theirs after a minute or more. */
const KEPT_IDLE_MS = 45_000;
/** A connection that nobody asked for within the greeting and a first question is closed again. */
const OPENED_AHEAD_MS = 20_000;
/** Each worker's; a call holds one or two at a time. */
const MOST_AHEAD_PER_ORIGIN = 8;

const connect = buildConnector({ timeout: 5_000 });

interface Ahead {
  socket: Socket | null;
  /** Of whoever asked for it before it was open. */
  taker: buildConnector.Callback | null;
  expiry: NodeJS.Timeout;
}

const aheadByOrigin = new Map<string, Ahead[]>();

const agent = new Agent({
  keepAliveTimeout: KEPT_IDLE_MS,
  connect: (options, callback) => {
    const ahead = take(originOf(options.protocol, options.hostname, options.port));
    if (!ahead) return connect(options, callback);
    const { socket } = ahead;
    // Not within the question: undici is not ready for its answer there.
    if (socket) return queueMicrotask(() => callback(null, socket));
    ahead.taker = callback;
  },
});

/**
 * `fetch` over kept connections. One that is called off takes its connection with it, and the question that is asked in its
 * place comes at the same moment: another connection stands ready for that.
 */
export const vendorFetch: PostFetch = (url, init) => {
  const answer = undiciFetch(url, { ...init, dispatcher: agent }) as unknown as Promise<Response>;
  setImmediate(() => keepSpare(url));
  return answer;
};

function keepSpare(address: string): void {
  const { protocol, hostname, port, origin } = new URL(address);
  const stats = agent.stats[origin];
  const isFree = stats !== undefined && "free" in stats && stats.free > 0;
  if (!isFree && !aheadByOrigin.has(originOf(protocol, hostname, port))) openAhead(address);
}

/** Connects to the address's host now. What goes wrong here is found out again by whoever asks it something. */
export function openAhead(address: string): void {
  if (!URL.canParse(address)) return;
  const { protocol, hostname, port } = new URL(address);
  if (protocol !== "http:" && protocol !== "https:") return;
  const origin = originOf(protocol, hostname, port);
  const others = aheadByOrigin.get(origin) ?? [];
  if (others.length >= MOST_AHEAD_PER_ORIGIN) return;
  const ahead: Ahead = { socket: null, taker: null, expiry: setTimeout(() => drop(origin, ahead), OPENED_AHEAD_MS) };
  ahead.expiry.unref();
  aheadByOrigin.set(origin, [...others, ahead]);
  connect({ hostname, protocol, port, host: hostname }, (...[error, socket]) => {
    const given = ahead.taker;
    if (given) return error ? given(error, null) : given(null, socket);
    if (error) return remove(origin, ahead);
    if (!has(origin, ahead)) return void socket.destroy();
    ahead.socket = socket;
    socket.unref();
    // A socket that breaks with nobody listening would end the process.
    socket.on("error", () => remove(origin, ahead)).on("close", () => remove(origin, ahead));
  });
}

function take(origin: string): Ahead | null {
  for (;;) {
    const ahead = aheadByOrigin.get(origin)?.[0];
    if (!ahead) return null;
    remove(origin, ahead);
    if (ahead.socket && (ahead.socket.destroyed || !ahead.socket.writable)) continue;
    ahead.socket?.ref();
    return ahead;
  }
}

function drop(origin: string, ahead: Ahead): void {
  remove(origin, ahead);
  ahead.socket?.destroy();
}

function remove(origin: string, ahead: Ahead): void {
  clearTimeout(ahead.expiry);
  const others = (aheadByOrigin.get(origin) ?? []).filter((one) => one !== ahead);
  if (others.length > 0) aheadByOrigin.set(origin, others);
  else aheadByOrigin.delete(origin);
}

const has = (origin: string, ahead: Ahead): boolean => aheadByOrigin.get(origin)?.includes(ahead) ?? false;

const originOf = (protocol: string, hostname: string, port: string): string =>
  `${protocol}//${hostname}:${port || (protocol === "https:" ? "443" : "80")}`;
