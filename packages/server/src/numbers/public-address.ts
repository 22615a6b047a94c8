/**
 * Does PUBLIC_URL lead here? Asked from outside, as far as a machine can ask that of itself: its certificate, who answers
 * there, and whether a WebSocket gets through. Never waited for by a call.
 */
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export interface AddressProof {
  state: "proven" | "unreachable" | "certificate" | "another-server" | "no-websockets";
  /** Such as `ECONNREFUSED`, `timeout` or `HTTP 200`. */
  met: string;
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
  if (!health.ok) return { state: health.certificate ? "certificate" : "unreachable", met: health.met };
  if (instanceOf(health.body) !== instanceId) return { state: "another-server", met: `HTTP ${health.status}` };
  const upgrade = {
    ...{ connection: "Upgrade", upgrade: "websocket" },
    ...{ "sec-websocket-version": "13", "sec-websocket-key": SOCKET_KEY },
  };
  const socket = await ask(`${publicUrl}/twilio/media`, upgrade, deadlineMs);
  const met = socket.ok ? `HTTP ${socket.status}` : socket.met;
  // Without Twilio's signature we refuse, and say so: whoever hears that has reached us with an upgrade.
  return { state: socket.ok && socket.body.includes('"twilio-') ? "proven" : "no-websockets", met };
}

type Answer = { ok: true; status: number; body: string } | { ok: false; certificate: boolean; met: string };

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
  const slow = error.name === "AbortError" || error.name === "TimeoutError";
  const met = slow ? "timeout" : (error.code ?? error.name);
  return { ok: false, certificate: /CERT|SELF_SIGNED|ISSUER|ALTNAME|SSL/i.test(met), met };
}

function instanceOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { instance?: unknown }).instance;
  } catch {
    return undefined;
  }
}
