/** Who may do what: every route of the API, tried by everybody who can ask. A new route that changes something needs its row. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

type Least = "viewer" | "editor" | "owner";

/** The least role for each route that changes something. */
const WRITES: Readonly<Record<string, Least>> = {
  "delete /v1/session": "viewer",
  "post /v1/sign-in-links": "owner",
  "post /v1/members": "owner",
  "patch /v1/members/{id}": "owner",
  "delete /v1/members/{id}": "owner",
  "post /v1/api-keys": "owner",
  "delete /v1/api-keys/{id}": "owner",
  "post /v1/webhooks": "owner",
  "post /v1/webhooks/{id}/secret": "owner",
  "delete /v1/webhooks/{id}": "owner",
  "post /v1/calls": "editor",
  "delete /v1/calls/{id}": "editor",
  "put /v1/settings/outbound": "owner",
  "put /v1/settings/retention": "owner",
  "put /v1/settings/currency": "owner",
  "put /v1/settings/console": "owner",
  "post /v1/assistants": "editor",
  "patch /v1/assistants/{id}": "editor",
  "delete /v1/assistants/{id}": "editor",
  "post /v1/assistants/{id}/publish": "editor",
  "post /v1/assistants/{id}/talk": "editor",
  "post /v1/assistants/{id}/versions/{version}/restore": "editor",
  "post /v1/assistants/{id}/rollback": "editor",
  "post /v1/imports/vapi": "editor",
  "post /v1/phone-numbers": "editor",
  "patch /v1/phone-numbers/{id}": "editor",
  "delete /v1/phone-numbers/{id}": "editor",
  "post /v1/phone-numbers/{id}/check": "editor",
  "post /v1/phone-numbers/{id}/repair": "editor",
  "post /v1/phone-numbers/{id}/call": "editor",
  "post /v1/simulator/numbers": "editor",
  "post /v1/twilio/accounts": "owner",
  "delete /v1/twilio/accounts/{accountSid}": "owner",
  "post /v1/twilio/accounts/{accountSid}/buy": "owner",
  "post /v1/tools": "editor",
  "put /v1/tools/{id}": "editor",
  "delete /v1/tools/{id}": "editor",
  "post /v1/tools/{id}/test": "editor",
  "put /v1/secrets/{name}": "owner",
  "delete /v1/secrets/{name}": "owner",
  "put /v1/provider-keys/{provider}": "owner",
  "delete /v1/provider-keys/{provider}": "owner",
  "post /v1/provider-keys/{provider}/test": "owner",
  "post /v1/voice-preview": "editor",
  "put /v1/prices": "owner",
  "put /v1/alerts": "owner",
  "post /v1/backups": "owner",
  "post /v1/test-calls": "editor",
  "delete /v1/test-calls/{id}": "editor",
  "post /v1/test-calls/{id}/run": "editor",
  "put /v1/budget": "owner",
};
/** Looking is everybody's, but at people and at what opens the house. */
const OWNERS_READ = ["get /v1/members", "get /v1/api-keys", "get /v1/audit-log"];
/** A key that only places calls. */
const CALLS_SCOPE = "post /v1/calls";

const RANK = { viewer: 0, editor: 1, owner: 2 };
const EVERYBODY = {
  "a viewer": "viewer",
  "an editor": "editor",
  "an owner": "owner",
  "a key to read": "viewer",
  "a key to call": "viewer",
  "a key to write": "editor",
  "a key for all": "owner",
} as const;
type Somebody = keyof typeof EVERYBODY;

let database: TestDatabase;
let app: TestApp;
let routes: string[];
const headersOf = {} as Record<Somebody, Record<string, string | undefined>>;

beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  const { paths } = (await app.get("/openapi.json")).json() as { paths: Record<string, object> };
  routes = Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    .filter((route) => route.includes(" /v1/"));
  headersOf["a viewer"] = await member("viewer");
  headersOf["an editor"] = await member("editor");
  headersOf["an owner"] = await member("owner");
  const scopes = { read: "a key to read", calls: "a key to call", write: "a key to write", admin: "a key for all" };
  for (const [scope, who] of Object.entries(scopes)) headersOf[who as Somebody] = await program(scope);
}, 60_000);
afterAll(async () => {
  await app.end();
  await database.end();
});

async function member(role: Least): Promise<Record<string, string | undefined>> {
  const made = await app.send("POST", "/v1/members", { email: `${role}@clinic.example`, name: role, role });
  const entered = await app.get(made.json().path, { authorization: undefined });
  const cookie = (entered.headers["set-cookie"] ?? []).map((one) => one.split(";")[0]).join("; ");
  const host = `127.0.0.1:${app.port}`;
  return { authorization: undefined, cookie, host, origin: `http://${host}` };
}

async function program(scope: string): Promise<Record<string, string | undefined>> {
  const { key } = (await app.send("POST", "/v1/api-keys", { name: scope, scope })).json();
  return { authorization: `Bearer ${key}` };
}

type Verdict = "allowed" | "403" | "401";

/** What may pass fails later, for an id that is not there or a body that is none: nothing is changed by asking. */
async function verdictOf(route: string, headers: Record<string, string | undefined>): Promise<Verdict> {
  const [method = "", path = ""] = route.split(" ");
  const address = path.replace("{version}", "1").replace(/\{\w+\}/g, "none");
  const body = method === "delete" ? undefined : "no object";
  const answer =
    method === "get"
      ? await app.get(address, headers)
      : await app.send(method.toUpperCase() as "POST", address, body, headers);
  if (answer.status === 401) return "401";
  if (answer.status !== 403) return "allowed";
  expect(answer.json().error).toMatchObject({ code: "not-allowed", fix: expect.stringContaining("owner") });
  return "403";
}

function meant(route: string, who: Somebody): Verdict {
  if (route === CALLS_SCOPE && who === "a key to call") return "allowed";
  const least = WRITES[route] ?? (OWNERS_READ.includes(route) ? "owner" : "viewer");
  return RANK[EVERYBODY[who]] >= RANK[least] ? "allowed" : "403";
}

describe("the table", () => {
  it("has a row for every route that changes something, and none beside them", () => {
    expect(routes.filter((route) => !route.startsWith("get ")).sort()).toEqual(Object.keys(WRITES).sort());
    expect(routes).toEqual(expect.arrayContaining(OWNERS_READ));
  });
});

describe("every route", () => {
  it.each(Object.keys(EVERYBODY) as Somebody[])(
    "is to %s what the table says",
    async (who) => {
      const found: Record<string, Verdict> = {};
      // Leaving comes last: it ends the session that asks.
      for (const route of routes.toSorted(
        (a, b) => Number(a === "delete /v1/session") - Number(b === "delete /v1/session"),
      ))
        found[route] = await verdictOf(route, headersOf[who]);
      expect(found).toEqual(Object.fromEntries(routes.map((route) => [route, meant(route, who)])));
    },
    60_000,
  );

  it("is nothing to who has no key, or a wrong one", async () => {
    for (const authorization of [undefined, `Bearer oh_${"A".repeat(43)}`]) {
      for (const route of routes) expect([route, await verdictOf(route, { authorization })]).toEqual([route, "401"]);
    }
  }, 60_000);
});

describe("an owner's route written in another way", () => {
  it.each(["/v1/%6dembers", "/v1/%6D%65mbers", "/v1/m%65mbers", "//v1/members", "/v1//members", "/v1/members/"])(
    "%s makes nobody an owner",
    async (path) => {
      const body = { email: "thief@clinic.example", name: "Thief", role: "owner" };
      const answer = await app.send("POST", path, body, headersOf["a key to write"]);
      expect([403, 404]).toContain(answer.status);
      const { items } = (await app.get("/v1/members")).json();
      expect(items.map(({ name }: { name: string }) => name)).not.toContain("Thief");
    },
  );

  it.each(["/v1/%61pi-keys", "/v1/audit-lo%67"])("%s shows nothing", async (path) => {
    expect((await app.get(path, headersOf["a key to read"])).status).toBe(403);
  });
});
