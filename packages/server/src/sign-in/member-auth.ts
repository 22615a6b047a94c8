/**
 * Who is at the console: people, their sessions and the one-time links that begin one. The library does the cookies and the
 * tokens; nobody has a password. Loaded when it is first needed: a start does not wait for it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IncomingHttpHeaders } from "node:http";
import type pg from "pg";
import { newId } from "../ids.ts";
import type { Role } from "../store/member-tables.ts";

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
}

export interface MemberAuth {
  /** A path such as `/sign-in/…` that works once, within a day, for somebody who is a member then. */
  linkFor(email: string, name: string): Promise<string>;
  /** The cookies of a new session; null: the link is used up, too old, or none. */
  redeem(token: string): Promise<string[] | null>;
  /** Cookies to set are those of a session that was made longer. */
  memberOf(headers: IncomingHttpHeaders): Promise<{ member: Member; cookies: string[] } | null>;
  /** The cookies that end it. */
  end(headers: IncomingHttpHeaders): Promise<string[]>;
}

const DAY_S = 86_400;
const LINK_LIVES_S = DAY_S;
const SESSION_LIVES_S = 30 * DAY_S;
export const SESSION_COOKIE = "offhook.session_token";

export function createMemberAuth(pool: pg.Pool, secret: string): MemberAuth {
  let made: ReturnType<typeof make> | null = null;
  const auth = () => {
    made ??= make(pool, secret);
    return made;
  };
  return {
    async linkFor(email, name) {
      const { api, tokenTold } = await auth();
      return tokenTold.run({ token: null }, async () => {
        await api.signInMagicLink({ body: { email, name }, headers: new Headers() });
        const { token } = tokenTold.getStore() ?? { token: null };
        if (token === null) throw new Error("a sign-in link was made, and nobody was told of it");
        return `/sign-in/${token}`;
      });
    },
    async redeem(token) {
      const { api } = await auth();
      const answer = await api.magicLinkVerify({ query: { token }, headers: new Headers(), asResponse: true });
      return answer.ok ? answer.headers.getSetCookie() : null;
    },
    async memberOf(headers) {
      if (!headers.cookie?.includes(SESSION_COOKIE)) return null;
      const { api } = await auth();
      const answer = await api.getSession({ headers: new Headers({ cookie: headers.cookie }), returnHeaders: true });
      const user = answer.response?.user as (Member & { id: string }) | undefined;
      if (!user) return null;
      const { id, name, email, role } = user;
      return { member: { id, name, email, role }, cookies: answer.headers.getSetCookie() };
    },
    async end(headers) {
      const { api } = await auth();
      const cookie = headers.cookie ?? "";
      const answer = await api.signOut({ headers: new Headers({ cookie }), asResponse: true });
      return answer.headers.getSetCookie();
    },
  };
}

async function make(pool: pg.Pool, secret: string) {
  const [{ betterAuth }, { magicLink }] = await Promise.all([import("better-auth"), import("better-auth/plugins")]);
  // Of each request its own: two may ask for a link of the same person at once.
  const tokenTold = new AsyncLocalStorage<{ token: string | null }>();
  const { api } = betterAuth({
    ...{ database: pool, secret, basePath: "/auth", baseURL: "http://127.0.0.1" },
    telemetry: { enabled: false },
    logger: { disabled: true },
    user: {
      modelName: "members",
      additionalFields: { role: { type: "string", input: false, defaultValue: "viewer" } },
    },
    session: { modelName: "member_sessions", expiresIn: SESSION_LIVES_S, updateAge: DAY_S },
    account: { modelName: "member_accounts" },
    verification: { modelName: "sign_in_links" },
    advanced: {
      cookiePrefix: "offhook",
      // The console is reached over plain HTTP on this machine; the cookie is for this host, and no script reads it.
      useSecureCookies: false,
      database: { generateId: () => newId("mem") },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_LIVES_S,
        // Members are made by owners: a link of one who was removed makes nobody.
        disableSignUp: true,
        storeToken: "hashed",
        async sendMagicLink({ token }) {
          const asked = tokenTold.getStore();
          if (asked) asked.token = token;
        },
      }),
    ],
  });
  return { api, tokenTold };
}
