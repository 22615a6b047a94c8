import { describe, expect, it } from "vitest";
import type { Tool } from "../../data/tools.ts";
import { placesOf } from "./draft-places.ts";
import { NEW_PARAMETER, rowsOf, schemaOf } from "./parameter-rows.ts";
import { bodyOf, draftOf, NEW_TOOL } from "./tool-draft.ts";

const FIND = {
  name: "findShopOrder",
  description: "Finds an order.",
  method: "POST",
  url: "https://shop.example/orders/{{number}}",
  headers: { authorization: { secret: "shop-token" }, "x-from": "{{caller.number}}" },
  body: { number: "{{number}}" },
  parameters: {
    type: "object",
    properties: {
      number: { type: "string", description: "Digits only", maxLength: 20 },
      size: { type: "string", enum: ["small", "large"] },
      count: { type: "integer", minimum: 1 },
    },
    required: ["number"],
  },
  response: { state: "order.state" },
  deadlineMs: 3_000,
  effect: "changes",
  sayWhileRunning: "One moment.",
} as const;
const stored = { ...FIND, id: "tool_1", etag: '"1"', createdAt: "", updatedAt: "" } as unknown as Tool;

describe("a tool in the form", () => {
  it("is the same when nothing was changed", () => {
    expect(bodyOf(draftOf(stored))).toEqual({ ok: true, body: FIND });
  });

  it("is not sent while something is missing, and says what", () => {
    expect(bodyOf(NEW_TOOL)).toEqual({ ok: false, problems: ["name", "description", "url"] });
    const draft = { ...draftOf(stored), deadlineMs: "soon", body: "{" };
    expect(bodyOf(draft)).toEqual({ ok: false, problems: ["body", "deadlineMs"] });
    const secretless = { ...draftOf(stored), headers: [{ name: "a", kind: "secret" as const, value: "" }] };
    expect(bodyOf(secretless)).toEqual({ ok: false, problems: ["headers"] });
  });

  it("sends no body with GET, and nothing of empty rows", () => {
    const draft = {
      ...draftOf(stored),
      method: "GET" as const,
      response: [{ name: "", path: "" }],
      sayWhileRunning: " ",
    };
    const sent = bodyOf(draft);
    expect(sent.ok && [sent.body.body, sent.body.response, sent.body.sayWhileRunning]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("may name its arguments and what every call knows", () => {
    expect(placesOf(draftOf(stored))).toEqual(["number", "size", "count", "call.id", "caller.number"]);
    expect(placesOf({ parameters: null, schema: '{"properties":{"day":{}}}' })).toContain("day");
  });
});

describe("arguments in rows", () => {
  it("are the schema that they came from", () => {
    const rows = rowsOf(FIND.parameters as never);
    expect(rows?.map(({ name, least, most, choices }) => [name, least, most, choices])).toEqual([
      ["number", "", "20", ""],
      ["size", "", "", "small, large"],
      ["count", "1", "", ""],
    ]);
    expect(schemaOf(rows ?? [])).toEqual(FIND.parameters);
  });

  it.each([
    ["a list", { type: "object", properties: { days: { type: "array", items: { type: "string" } } } }],
    ["more than rows show", { type: "object", properties: {}, additionalProperties: false }],
    ["a choice with a comma", { type: "object", properties: { a: { type: "string", enum: ["a, b"] } } }],
    ["numbers to choose from", { type: "object", properties: { a: { type: "integer", enum: [1, 2] } } }],
  ])("are left as JSON where it is %s", (_, schema) => {
    expect(rowsOf(schema)).toBeNull();
  });

  it.each([
    ["no name", [NEW_PARAMETER]],
    [
      "one name twice",
      [
        { ...NEW_PARAMETER, name: "a" },
        { ...NEW_PARAMETER, name: "a" },
      ],
    ],
    ["a limit that is no number", [{ ...NEW_PARAMETER, name: "a", most: "many" }]],
  ])("are no schema with %s", (_, rows) => {
    expect(schemaOf(rows)).toBeNull();
  });
});
