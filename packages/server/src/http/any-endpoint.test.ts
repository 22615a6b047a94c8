/** Whatever is sent to whichever route: a refusal with a code, a sentence and a way out; never a 500, never a stack. */
import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, TEST_TOKEN, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
}
interface Route {
  name: string;
  method: string;
  path: string;
  hasBody: boolean;
  parameters: readonly Parameter[];
}
interface Answer {
  status: number;
  text: string;
}

/** What is asked of a route whose body may be left out, or may be anything; each needs its reason. */
const TAKES_NO_BODY_TOO = new Set([
  // For the owner, where nobody is named.
  "post /v1/sign-in-links",
]);
const TAKES_UNKNOWN_FIELDS = new Set([
  // Vapi's own file, with whatever fields it has by now.
  "post /v1/imports/vapi",
]);
/** Routes where a name that nobody has used yet is a new one. */
const MAKES_WHAT_IT_NAMES = new Set(["put /v1/secrets/{name}"]);

const TOOL = {
  ...{ name: "findOrder", description: "Finds an order.", parameters: { type: "object", properties: {} } },
  ...{ effect: "reads", method: "GET", url: "https://shop.example/orders" },
};
/** A body that the route would take, where it has an id as well: so that the id is what is wrong. */
const GOOD_BODIES: Readonly<Record<string, object>> = {
  "patch /v1/assistants/{id}": { name: "Desk" },
  "post /v1/assistants/{id}/publish": {},
  "post /v1/assistants/{id}/talk": {},
  "post /v1/assistants/{id}/rollback": { version: 1 },
  "patch /v1/members/{id}": { role: "viewer" },
  "patch /v1/phone-numbers/{id}": { assistantId: null },
  "post /v1/phone-numbers/{id}/call": { says: ["Hello."] },
  "post /v1/twilio/accounts/{accountSid}/buy": { number: "+14155550100", confirmed: true },
  "put /v1/tools/{id}": TOOL,
  "post /v1/tools/{id}/test": { arguments: {} },
  "put /v1/secrets/{name}": { value: "secret" },
  "put /v1/provider-keys/{provider}": { key: "key" },
};
const BODIES: readonly [what: string, body: string, type?: string][] = [
  ["a list", "[1]"],
  ["a number", "7"],
  ["a text", '"text"'],
  ["not JSON", '{"name":'],
  ["an unknown field", '{"colourOfTheSky":"blue"}'],
  ["a field that is no field", '{"__proto__":{"role":"owner"},"constructor":{"prototype":{}}}'],
  ["2 MB", JSON.stringify({ name: "a".repeat(2_000_000) })],
  ["a very deep body", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
  ["nothing", ""],
  ["plain text", '{"name":"Desk"}', "text/plain"],
  ["a form", "name=Desk", "application/x-www-form-urlencoded"],
  ["XML", "<name>Desk</name>", "application/xml"],
  ["no type that there is", '{"name":"Desk"}', "nonsense"],
];
const IDS = [
  "a".repeat(10_000),
  "%00",
  "..%2F",
  "../",
  "%F0%9F%98%80",
  "'; DROP TABLE calls; --".replaceAll(" ", "%20"),
];
const QUERIES = ["%00", "-1", "1e999", "a".repeat(6_000), "%F0%9F%98%80", "1&{name}=2", ""];

let database: TestDatabase;
let app: TestApp;
let routes: Route[];

beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  const { paths } = (await app.get("/openapi.json")).json();
  routes = Object.entries(paths as Record<string, Record<string, { requestBody?: object; parameters?: Parameter[] }>>)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { requestBody, parameters = [] }]) => ({
        ...{ name: `${method} ${path}`, method: method.toUpperCase(), path },
        ...{ hasBody: requestBody !== undefined, parameters },
      })),
    )
    .filter(({ path }) => path.startsWith("/v1/"));
}, 60_000);
afterAll(async () => {
  await app.end();
  await database.end();
});

function ask({ method, path }: Route, address = path, body?: string, type = "application/json"): Promise<Answer> {
  const bytes = Buffer.from(body ?? "");
  const sent = body === undefined ? {} : { "content-type": type, "content-length": String(bytes.length) };
  const headers = { authorization: `Bearer ${TEST_TOKEN}`, "if-match": '"none"', "idempotency-key": "k", ...sent };
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port: app.port, host: "127.0.0.1", path: address, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      // A body that is refused for its size is not read to its end.
      response.on("close", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    // After an answer nothing else counts: the connection may be cut under what is still being sent.
    request.on("error", reject);
    request.end(bytes);
  });
}

/** Empty where the refusal is as every refusal is. */
function wrongWith({ status, text }: Answer): string {
  if (status < 400 || status >= 500) return `${status} ${text.slice(0, 200)}`;
  if (/\.ts:|node_modules|\n +at |SELECT|INSERT/.test(text)) return `tells too much: ${text.slice(0, 200)}`;
  try {
    const { error } = JSON.parse(text) as { error: Record<string, unknown> };
    const isWhole = ["code", "message", "fix"].every((key) => typeof error[key] === "string" && error[key] !== "");
    return isWhole ? "" : text.slice(0, 200);
  } catch {
    return `no JSON: ${text.slice(0, 200)}`;
  }
}

const NONE: Readonly<Record<string, string>> = { version: "1", accountSid: `AC${"0".repeat(32)}` };
const idOf = (name: string): string => NONE[name] ?? "none";
const addressOf = ({ path }: Route, id?: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => id ?? idOf(name));

describe("a body", () => {
  it.each(BODIES)(
    "%s is refused by every route that takes one",
    async (what, body, type) => {
      const meant = what === "nothing" ? TAKES_NO_BODY_TOO : /field|deep/.test(what) ? TAKES_UNKNOWN_FIELDS : new Set();
      const wrong: string[] = [];
      for (const route of routes.filter(({ hasBody }) => hasBody)) {
        if (meant.has(route.name)) continue;
        const problem = wrongWith(await ask(route, addressOf(route), body, type));
        if (problem) wrong.push(`${route.name}: ${problem}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  it("of another kind or size says so", async () => {
    const route = routes.find(({ name }) => name === "post /v1/assistants") as Route;
    const codeOf = async (body: string, type?: string) =>
      JSON.parse((await ask(route, route.path, body, type)).text).error.code;
    expect(await codeOf("name=Desk", "application/x-www-form-urlencoded")).toBe("unsupported-media-type");
    expect(await codeOf('{"name":"Desk"}', "text/plain")).toBe("unsupported-media-type");
    expect(await codeOf(JSON.stringify({ name: "a".repeat(2_000_000) }))).toBe("body-too-large");
    expect(await codeOf('{"name":"Desk","colour":1}')).toBe("unknown-field");
    expect(await codeOf('{"name":')).toBe("invalid-request");
  });

  it("with a character that no database keeps is refused, not failed on", async () => {
    const NUL = String.fromCharCode(0);
    const sent: [string, object][] = [
      ["post /v1/assistants", { name: `De${NUL}sk` }],
      ["post /v1/assistants", { name: "Desk", instructions: `Be${NUL}polite` }],
      ["post /v1/api-keys", { name: `De${NUL}sk`, scope: "read" }],
      ["post /v1/imports/vapi", { name: `De${NUL}sk`, firstMessage: NUL }],
      ["put /v1/alerts", { webhookUrl: `https://x.example/${NUL}` }],
      ["post /v1/tools", { ...TOOL, description: `a${NUL}b` }],
    ];
    for (const [name, body] of sent) {
      const route = routes.find((one) => one.name === name) as Route;
      const address = name.endsWith("vapi") ? `${route.path}?create=true` : route.path;
      const answer = await ask(route, address, JSON.stringify(body));
      expect([name, answer.status < 500, answer.text]).toEqual([name, true, answer.text]);
    }
  });
});

describe("an id", () => {
  it("that nobody has is 404, on every route that takes one", async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ path }) => path.includes("{"))) {
      if (MAKES_WHAT_IT_NAMES.has(route.name)) continue;
      const body = GOOD_BODIES[route.name];
      if (route.hasBody && !body) wrong.push(`${route.name}: which body would it take?`);
      const query = route.parameters
        .filter((one) => one.in === "query" && one.required)
        .map(({ name }) => `${name}=US`);
      const address = `${addressOf(route)}?${query.join("&")}`;
      const answer = await ask(route, address, body && JSON.stringify(body));
      if (answer.status !== 404 || wrongWith(answer)) wrong.push(`${route.name}: ${answer.status} ${answer.text}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it.each(IDS)(
    "%s is refused by every route that takes one",
    async (id) => {
      const wrong: string[] = [];
      for (const route of routes.filter(({ path }) => path.includes("{"))) {
        const body = GOOD_BODIES[route.name];
        const problem = wrongWith(await ask(route, addressOf(route, id), body && JSON.stringify(body)));
        if (problem) wrong.push(`${route.name}: ${problem}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});

describe("a query", () => {
  it.each(QUERIES)(
    "of %j is answered or refused by every route, never failed on",
    async (value) => {
      const wrong: string[] = [];
      for (const route of routes.filter(({ method }) => method === "GET")) {
        for (const { name } of route.parameters.filter((one) => one.in === "query")) {
          const answer = await ask(route, `${addressOf(route)}?${name}=${value.replace("{name}", name)}`);
          if (answer.status >= 500) wrong.push(`${route.name} ${name}: ${answer.text}`);
        }
        const unknown = await ask(route, `${addressOf(route)}?colourOfTheSky=${value}`);
        if (unknown.status >= 500) wrong.push(`${route.name}: ${unknown.text}`);
      }
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
