/** The API's description says what there is, all of it, and in a form that others can read. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

interface Operation {
  operationId?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: object;
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
}

let database: TestDatabase;
let app: TestApp;
let document: Document;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  const answer = await app.get("/openapi.json", { authorization: undefined });
  expect(answer.headers["content-type"]).toContain("application/json");
  document = answer.json();
});
afterAll(async () => {
  await app.end();
  await database.end();
});

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );

/** Every `$ref` below. */
const refsOf = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$ref" ? [String(inner)] : refsOf(inner)));
};

describe("the description", () => {
  it("is OpenAPI 3.1, and has every route below /v1", () => {
    expect(document.openapi).toBe("3.1.0");
    const described = operations().map(([name]) => name);
    expect(described).toEqual(expect.arrayContaining(["get /v1/calls", "post /v1/assistants", "get /ready"]));
    const registered = app.routes().filter((name) => name.includes(" /v1/"));
    expect(registered.length).toBeGreaterThan(40);
    expect(described.filter((name) => name.includes(" /v1/")).sort()).toEqual(registered.sort());
  });

  it("names every operation once, with a good answer and the refusals' shape", () => {
    const names = operations().map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(undefined);
    for (const [name, { responses, tags }] of operations()) {
      expect([name, Object.keys(responses).some((status) => status.startsWith("2"))]).toEqual([name, true]);
      expect([name, tags?.length]).toEqual([name, 1]);
      if (!name.includes(" /v1/")) continue;
      const refusal = responses["4XX"]?.content?.["application/json"]?.schema;
      expect([name, refusal]).toEqual([name, { $ref: "#/components/schemas/Error" }]);
    }
  });

  it("has each part of a path as a parameter, and nothing that leads nowhere", () => {
    for (const [name, { parameters = [] }] of operations()) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      expect([name, parameters.filter((one) => one.in === "path").map((one) => one.name)]).toEqual([name, inPath]);
    }
    const refs = new Set(refsOf(document));
    expect(refs.size).toBeGreaterThan(15);
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...refs].filter((ref) => !known.includes(ref))).toEqual([]);
  });

  it("says that unknown fields are refused, and which are asked for", () => {
    const schemas = document.components.schemas as Record<
      string,
      { additionalProperties?: unknown; required?: string[] }
    >;
    expect(schemas.Call).toMatchObject({ additionalProperties: false });
    expect(schemas.Call?.required).toEqual(expect.arrayContaining(["id", "endedReason", "replayable"]));
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining(["Assistant", "PhoneNumber", "Provider", "Transcript", "LogItem", "Money", "Template"]),
    );
  });
});
