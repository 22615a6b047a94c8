/** Who asks, and what that one may do. A bearer key may everything; people by their role. */
import type { IncomingMessage } from "node:http";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { createKeyCheck } from "../http/authorization.ts";
import { originDiffers } from "../http/host-guard.ts";
import type { Role } from "../store/member-tables.ts";
import type { MemberAuth } from "./member-auth.ts";

export interface Actor {
  /** As it stands beside what was done; empty: whoever holds the key. */
  name: string;
  memberId: string | null;
  role: Role;
  /** To be set: the session was made longer. */
  cookies: readonly string[];
}

export type WhoAsks = (request: IncomingMessage) => Promise<Actor>;

const KEY_HOLDER: Actor = Object.freeze({ name: "", memberId: null, role: "owner", cookies: [] });
const READS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Throws unless the request may use `/v1`. `members` null: keys only. */
export function createWhoAsks(config: Config, localToken: string, members: MemberAuth | null): WhoAsks {
  const mayPass = createKeyCheck([config.apiKey, localToken]);
  return async (request) => {
    const { origin, host, authorization } = request.headers;
    if (originDiffers(origin, host, config.publicUrl)) throw new OffhookError("origin-refused");
    if (mayPass(authorization)) return KEY_HOLDER;
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

const RANK: Readonly<Record<Role, number>> = Object.freeze({ viewer: 0, editor: 1, owner: 2 });
/** Money, members and who is told are the owner's. */
const OWNERS =
  /^\/v1\/(members|sign-in-links|api-keys|settings|alerts|prices|budget|provider-keys|secrets|twilio)(\/|$)/;

/** Throws where the role is not enough for this. */
export function checkRole({ role }: Actor, method: string, path: string): void {
  const needed: Role = READS.has(method)
    ? /^\/v1\/(members|api-keys)(\/|$)/.test(path)
      ? "owner"
      : "viewer"
    : OWNERS.test(path)
      ? "owner"
      : "editor";
  // Everybody may leave.
  if (path === "/v1/session") return;
  if (RANK[role] < RANK[needed]) throw new OffhookError("not-allowed", { role, needed });
}
