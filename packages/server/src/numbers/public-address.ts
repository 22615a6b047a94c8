/**
 * Does PUBLIC_URL lead here? Asked from outside, as far as a machine can ask that of itself: its certificate, who answers
 * there, and whether a WebSocket gets through. Never waited for by a call.
 */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface AddressProof {
  state: "proven" | "unreachable" | "certificate" | "another-server" | "no-websockets";
  /** What was met, in a sentence. */
  detail: string;
}

const DEADLINE_MS = 5_000;
const MOST_BYTES = 10_000;
/** RFC 6455 wants 16 bytes; what they are does not matter where nothing is to be opened. */
const SOCKET_KEY = Buffer.from("offhook-is-it-us").toString("base64");

export async function proveAddress(
  publicUrl: string,
  instanceId: string,
  deadlineMs = DEADLINE_MS,
): Promise<AddressProof> {
  const health = await ask(`${publicUrl}/health`, {}, deadlineMs);
  if (!health.ok) return { state: health.certificate ? "certificate" : "unreachable", detail: health.problem };
  if (instanceOf(health.body) !== instanceId) {
    return {
      state: "another-server",
      detail: `${publicUrl}/health is answered (${health.status}), but not by this server.`,
    };
  }
  const upgrade = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": SOCKET_KEY,
  };
  const socket = await ask(`${publicUrl}/twilio/media`, upgrade, deadlineMs);
  // Without Twilio's signature we refuse, and say so: whoever hears that has reached us with an upgrade.
  if (socket.ok && socket.body.includes("twilio-"))
    return { state: "proven", detail: `${publicUrl} leads to this server.` };
  return {
    state: "no-websockets",
    detail: `${publicUrl} leads to this server, but a WebSocket does not get through${socket.ok ? ` (${socket.status})` : ""}.`,
  };
}

type Answer = { ok: true; status: number; body: string } | { ok: false; certificate: boolean; problem: string };

function ask(url: string, headers: Record<string, string>, deadlineMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const request = send(url, { headers, agent: false, signal: AbortSignal.timeout(deadlineMs) });
    request.once("error", (error: Error & { code?: string }) => resolve(failed(error)));
    request.once("upgrade", (_response, socket) => {
      socket.destroy();
      resolve({ ok: true, status: 101, body: "" });
    });
    request.once("response", async (response) => {
      let body = "";
      try {
        for await (const piece of response) {
          body += String(piece);
          if (body.length > MOST_BYTES) break;
        }
      } catch {
        // What came is judged.
      }
      resolve({ ok: true, status: response.statusCode ?? 0, body });
    });
    request.end();
  });
}

function failed(error: Error & { code?: string }): Answer {
  const code = error.code ?? error.name;
  if (/CERT|SELF_SIGNED|ISSUER|ALTNAME|SSL/i.test(code)) {
    return { ok: false, certificate: true, problem: `Its certificate is not trusted (${code}).` };
  }
  const slow = error.name === "AbortError" || error.name === "TimeoutError";
  return {
    ok: false,
    certificate: false,
    problem: slow ? "It does not answer in time." : `It cannot be reached (${code}).`,
  };
}

function instanceOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { instance?: unknown }).instance;
  } catch {
    return undefined;
  }
}
