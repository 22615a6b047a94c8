/**
 * One request and its redirects, to public addresses only. The address is checked when the connection is made, and that very
 * address is connected to: a name that leads somewhere else a moment later changes nothing.
 */
import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { isPrivateAddress } from "./private-addresses.ts";
import { ToolFault } from "./tool-fault.ts";

export interface GuardedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  /** Sent to the first host only. */
  secretHeaders: Record<string, string>;
  body: string | null;
}

export interface Guard {
  /** `host` or `host:port` that may be private all the same. */
  allowedHosts: readonly string[];
  signal: AbortSignal;
}

export interface GuardedAnswer {
  status: number;
  contentType: string;
  text: string;
  /** Where it came from in the end. */
  url: string;
}

const MOST_ANSWER_BYTES = 65_536;
const MOST_REDIRECTS = 3;
const CONNECT_WITHIN_MS = 5_000;

const PRIVATE = "OFFHOOK_PRIVATE_ADDRESS";
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) return done(error, "", 0);
    // One private address among public ones is as bad: which one is taken is not ours to say.
    if (found.length === 0 || found.some(({ address }) => isPrivateAddress(address))) {
      return done(Object.assign(new Error("private address"), { code: PRIVATE }), "", 0);
    }
    if (options.all) return done(null, found as never, 0);
    return done(null, found[0]?.address ?? "", found[0]?.family ?? 4);
  });
};

const connection = { timeout: CONNECT_WITHIN_MS };
const PUBLIC_AGENT = new Agent({ connect: { ...connection, lookup: publicOnly }, pipelining: 0 });
const ALLOWED_AGENT = new Agent({ connect: connection, pipelining: 0 });

/** Throws a ToolFault. */
export async function guardedRequest(first: GuardedRequest, guard: Guard): Promise<GuardedAnswer> {
  let at = addressOf(first.url);
  const origin = at.origin;
  let { method, body } = first;
  for (let redirects = 0; ; redirects += 1) {
    const headers = { ...first.headers, ...(at.origin === origin ? first.secretHeaders : {}) };
    const answer = await ask(at, { method, headers, body }, guard);
    const location = answer.headers.location;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode) || typeof location !== "string") {
      return { ...(await read(answer)), url: at.href };
    }
    answer.body.on("error", () => {}).destroy();
    if (redirects === MOST_REDIRECTS) throw new ToolFault("tool-redirect-refused", "The address leads on too often");
    const next = redirected(at, location);
    if (keepsMethod(answer.statusCode, method)) {
      // Whoever is named there was not chosen for what the caller said.
      if (body !== null && next.origin !== at.origin) throw redirectRefused("to another host with what was sent");
    } else [method, body] = ["GET", null];
    at = next;
  }
}

const keepsMethod = (status: number, method: string): boolean =>
  status === 307 || status === 308 || (status !== 303 && (method === "GET" || method === "HEAD"));

const redirectRefused = (where: string): ToolFault =>
  new ToolFault("tool-redirect-refused", `The address leads on ${where}`);

function redirected(from: URL, location: string): URL {
  if (!URL.canParse(location, from.href)) throw redirectRefused("to something that is no address");
  const next = addressOf(new URL(location, from.href).href);
  if (from.protocol === "https:" && next.protocol === "http:") throw redirectRefused("without encryption");
  return next;
}

function addressOf(url: string): URL {
  if (!URL.canParse(url)) throw new ToolFault("tool-address-refused", "The address cannot be read");
  const at = new URL(url);
  if (!/^https?:$/.test(at.protocol) || at.username !== "" || at.password !== "") {
    throw new ToolFault("tool-address-refused", "An http or https address without a name and password is wanted");
  }
  return at;
}

async function ask(
  at: URL,
  { method, headers, body }: Pick<GuardedRequest, "method" | "headers" | "body">,
  { allowedHosts, signal }: Guard,
): Promise<Dispatcher.ResponseData> {
  const allowed = isAllowed(at, allowedHosts);
  // 0x7f.1 and 2130706433 are 127.0.0.1 by now: reading an address as browsers do makes them so.
  const literal = at.hostname.replace(/^\[|\]$/g, "");
  if (!allowed && isIP(literal) !== 0 && isPrivateAddress(literal)) throw addressRefused(at);
  try {
    return await request(at, {
      dispatcher: allowed ? ALLOWED_AGENT : PUBLIC_AGENT,
      method: method as Dispatcher.HttpMethod,
      headers: { accept: "application/json, text/plain;q=0.9", "accept-encoding": "identity", ...headers },
      body,
      signal,
    });
  } catch (error) {
    throw asFault(error, at, signal);
  }
}

function isAllowed({ hostname, port, protocol }: URL, allowedHosts: readonly string[]): boolean {
  const host = hostname.toLowerCase();
  const withPort = `${host}:${port || (protocol === "https:" ? "443" : "80")}`;
  return allowedHosts.some((one) => one.toLowerCase() === host || one.toLowerCase() === withPort);
}

const addressRefused = ({ host }: URL): ToolFault =>
  new ToolFault(
    "tool-address-refused",
    `${host} is a private address; name it in OFFHOOK_TOOL_HOSTS if tools may reach it`,
  );

function asFault(error: unknown, at: URL, signal: AbortSignal): ToolFault {
  const { code = "", message = "" } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === PRIVATE) return addressRefused(at);
  if (signal.aborted) return new ToolFault("tool-overdue", `${at.host} did not answer in time`);
  return new ToolFault("tool-unreachable", `${at.host} cannot be reached (${code || message})`);
}

async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Omit<GuardedAnswer, "url">> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof ToolFault) throw error;
    const { code, message, name } = error as NodeJS.ErrnoException;
    if (/Abort|Timeout/.test(name)) throw new ToolFault("tool-overdue", "The answer did not end in time");
    throw new ToolFault("tool-unreachable", `The answer broke off (${code ?? message})`);
  }
  const contentType = String(headers["content-type"] ?? "");
  return { status: statusCode, contentType, text: Buffer.concat(chunks).toString("utf8") };
}

const tooLarge = (): ToolFault =>
  new ToolFault("tool-answer-too-large", `The answer has more than ${MOST_ANSWER_BYTES / 1_024} kB`);
