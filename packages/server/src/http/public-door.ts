/**
 * What may be reached under the public name. Twilio's addresses and `/health` always; the rest once an owner has allowed the
 * console there, for exactly the address that was PUBLIC_URL at the time: a new tunnel begins closed.
 */
import type { IncomingMessage } from "node:http";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import type { WhoAsks } from "../sign-in/actor.ts";
import { consoleIsAllowed } from "../store/console-setting.ts";
import type { Store } from "../store/store.ts";
import { hostKind, refusalOf } from "./host-guard.ts";
import { RequestLimit } from "./request-limit.ts";

/** Throws what stands against the request. `route`: the one that was found, since `/%6detrics` leads to `/metrics` too. */
export type Door = (request: IncomingMessage, route?: string) => Promise<void>;

/** Strangers ask as often as they like, the database is asked so often; what an owner changes counts this much later. */
const KNOWN_FOR_MS = 1_000;
/** Of everybody together, under the public name: links are clicked by people, one at a time. */
const SIGN_INS = { burst: 20, perSecond: 0.2 };

export function createDoor(config: Pick<Config, "publicUrl">, store: Store, whoAsks: WhoAsks): Door {
  const { publicUrl } = config;
  const signIns = new RequestLimit(SIGN_INS);
  let known: { allowed: Promise<boolean>; untilMs: number } | null = null;

  function allowed(url: string): Promise<boolean> {
    const nowMs = Date.now();
    if (known === null || known.untilMs <= nowMs)
      known = { allowed: consoleIsAllowed(store, url), untilMs: nowMs + KNOWN_FOR_MS };
    return known.allowed;
  }

  return async (request, route = pathOf(request)) => {
    const refusal = refusalOf(request.headers.host, pathOf(request), publicUrl);
    if (refusal === null) return;
    // Figures of the house are for whoever runs it.
    if (refusal !== "not-public" || publicUrl === null || route === "/metrics") throw new OffhookError(refusal);
    if (!(await allowed(publicUrl))) throw new OffhookError(refusal);
    if (route === "/ready") await whoAsks(request);
    if (/^\/sign-in(\/|$)/.test(route)) {
      const seconds = signIns.take("", Date.now());
      if (seconds > 0) throw new OffhookError("too-many-requests", { seconds });
    }
  };
}

/** What came over TLS goes back over nothing else. */
export function cookiesFor(request: IncomingMessage, publicUrl: string | null, cookies: readonly string[]): string[] {
  const isPublic = hostKind(request.headers.host, publicUrl) === "public";
  return cookies.map((cookie) => (isPublic && publicUrl?.startsWith("https:") ? `${cookie}; Secure` : cookie));
}

export function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?")[0] ?? "/";
}
