/** Who asks, and what that one may do. A bearer key may everything; people by their role. */
import type { IncomingMessage } from "node:http";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { createKeyCheck } from "../http/authorization.ts";
import { originDiffers } from "../http/host-guard.ts";
import type { KeyScope } from "../store/access-tables.ts";
import { API_KEY_PREFIX, findApiKey } from "../store/api-keys.ts";
import type { Role } from "../store/member-tables.ts";
import type { Store } from "../store/store.ts";
import type { MemberAuth } from "./member-auth.ts";

export interface Actor {
  /** As it stands beside what was done; empty: whoever holds the key. */
  name: string;
  memberId: string | null;
  role: Role;
  /** A viewer who may place calls besides: some programs do nothing else. */
  mayCall?: boolean;
  /** To be set: the session was made longer. */
  cookies: readonly string[];
}

const ROLE_OF: Readonly<Record<KeyScope, Role>> = Object.freeze({
  ...{ read: "viewer", calls: "viewer", write: "editor", admin: "owner" },
});

export type WhoAsks = (request: IncomingMessage) => Promise<Actor>;

/** Whoever has the server's own key or its local token. */
export const KEY_HOLDER: Actor = Object.freeze({ name: "", memberId: null, role: "owner", cookies: [] });
const READS = new Set(["GET", "HEAD", "OPTIONS"]);

interface Doors {
  config: Config;
  localToken: string;
  store: Store;
  /** Left out: keys only. */
  members?: MemberAuth;
}

/** Throws unless the request may use `/v1`. */
export function createWhoAsks({ config, localToken, store, members }: Doors): WhoAsks {
  const mayPass = createKeyCheck([config.apiKey, localToken]);
  return async (request) => {
    const { origin, host, authorization } = request.headers;
    if (originDiffers(origin, host, config.publicUrl)) throw new OffhookError("origin-refused");
    if (mayPass(authorization)) return KEY_HOLDER;
    const program = await programOf(store, authorization);
    if (program) return program;
    const found = authorization === undefined ? await members?.memberOf(request.headers) : null;
    if (!found) throw new OffhookError("unauthenticated");
    // A cookie comes along with whatever another page sends: what changes something has to say where it comes from.
    const isSocket = request.headers.upgrade !== undefined;
    if ((isSocket || !READS.has(request.method ?? "GET")) && origin === undefined)
      throw new OffhookError("origin-refused");
    const { member, cookies } = found;
    return { name: member.name, memberId: member.id, role: member.role, cookies };
  };
}

/** A key that was made in the console. */
async function programOf(store: Store, authorization = ""): Promise<Actor | null> {
  const key = /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1];
  if (!key?.startsWith(API_KEY_PREFIX)) return null;
  const found = await findApiKey(store, key);
  if (!found) return null;
  const { name, scope } = found;
  return { name, memberId: null, role: ROLE_OF[scope], cookies: [], ...(scope === "calls" ? { mayCall: true } : {}) };
}

const RANK: Readonly<Record<Role, number>> = Object.freeze({ viewer: 0, editor: 1, owner: 2 });
/** Money, members and who is told are the owner's. */
const OWNERS =
  /^\/v1\/(members|sign-in-links|api-keys|settings|alerts|prices|budget|provider-keys|secrets|twilio|webhooks|backups)(\/|$)/;

/** Throws where the role is not enough for this. `path`: of the route, such as `/v1/members/:id`. */
export function checkRole({ role, mayCall = false }: Actor, method: string, path: string): void {
  const needed: Role = READS.has(method)
    ? /^\/v1\/(members|api-keys|audit-log)(\/|$)/.test(path)
      ? "owner"
      : "viewer"
    : OWNERS.test(path)
      ? "owner"
      : "editor";
  // Everybody may leave.
  if (path === "/v1/session") return;
  if (mayCall && method === "POST" && path === "/v1/calls") return;
  if (RANK[role] < RANK[needed]) throw new OffhookError("not-allowed", { role, needed });
}
