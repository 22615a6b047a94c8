/** What stands in the texts of a tool, what the server says of them, and what two people write at once. */
import type { ApiFault } from "@offhook/api-client";
import { describe, expect, it } from "vitest";
import { mergedDraft } from "./draft-merge.ts";
import { strangePlaces } from "./draft-places.ts";
import type { ToolDraft } from "./draft-shape.ts";
import { NEW_PARAMETER } from "./parameter-rows.ts";
import { refusedField } from "./refused-field.ts";
import { privateHost, readRecord, wasSent } from "./run-record.ts";
import { bodyOf, NEW_TOOL } from "./tool-draft.ts";
import { usersOf } from "./tool-users.ts";

const DRAFT: ToolDraft = {
  ...{ ...NEW_TOOL, name: "find", description: "Finds.", url: "https://shop.example/{{number}}" },
  parameters: [{ ...NEW_PARAMETER, name: "number" }],
};
const problems = (change: Partial<ToolDraft>) => {
  const sent = bodyOf({ ...DRAFT, ...change });
  return sent.ok ? [] : sent.problems;
};

describe("places in a text", () => {
  it("are arguments, parts of them, and what every call knows", () => {
    const url = "https://shop.example/{{number}}/{{ number.first }}?from={{caller.number}}&call={{call.id}}";
    expect(strangePlaces({ ...DRAFT, url })).toEqual({});
  });

  it("are told of where they are nothing, but not in a body that is not sent", () => {
    const headers = [{ name: "x", kind: "text" as const, value: "{{who}}" }];
    const draft = { ...DRAFT, url: "https://a.example/{{order}}", headers, body: '{"a":"{{b}}"}' };
    expect(strangePlaces(draft)).toEqual({ url: "order", headers: "who" });
    expect(strangePlaces({ ...draft, method: "POST" })).toEqual({ url: "order", headers: "who", body: "b" });
    expect(problems({ url: draft.url, headers })).toEqual(["url", "headers"]);
  });
});

describe("rows that are half filled", () => {
  it.each<[string, Partial<ToolDraft>, string]>([
    ["a header without its name", { headers: [{ name: "", kind: "text", value: "x" }] }, "headers"],
    [
      "one header twice",
      { headers: ["X-A", "x-a"].map((name) => ({ name, kind: "text" as const, value: "" })) },
      "headers",
    ],
    ["a part without its path", { response: [{ name: "state", path: "" }] }, "response"],
    ["a part without its name", { response: [{ name: "", path: "a.b" }] }, "response"],
    ["a host that is said by the caller", { url: "https://{{number}}.example/" }, "url"],
  ])("%s is not dropped in silence", (_, change, field) => {
    expect(problems(change)).toEqual([field]);
  });
});

describe("a refusal of the server", () => {
  const fault = (code: string, message: string): ApiFault =>
    ({ code, message, fix: "Do so.", status: 400 }) as ApiFault;
  it.each([
    [
      "The request: url: {{n}} is neither an argument nor one of call.id.",
      "url",
      "{{n}} is neither an argument nor one of call.id.",
    ],
    ["headers.bad name: Invalid key in record.", "headers", "headers.bad name: Invalid key in record."],
    ["parameters: properties.a.type: Invalid.", "parameters", "parameters: properties.a.type: Invalid."],
    ["Неверно. Ответ сервера: The request: body: GET has none.", "body", "Неверно. Ответ сервера: GET has none."],
  ])("stands at the field that it names: %s", (message, field, said) => {
    expect(refusedField(fault("invalid-field", message), DRAFT)).toEqual({ [field]: said });
  });

  it("of the name stands at the name, one of a secret at the headers, and any other nowhere", () => {
    expect(Object.keys(refusedField(fault("tool-name-taken", "Taken."), DRAFT))).toEqual(["name"]);
    const headers = [{ name: "a", kind: "secret" as const, value: "token" }];
    expect(Object.keys(refusedField(fault("not-allowed", "No."), { headers }))).toEqual(["headers"]);
    expect(refusedField(fault("not-allowed", "No."), DRAFT)).toEqual({});
    expect(refusedField(fault("unreachable", "Nobody answers: url."), DRAFT)).toEqual({});
  });
});

describe("two who write at once", () => {
  it("keep what each of them typed", () => {
    const mine = { ...DRAFT, description: "Mine.", parameters: [], schema: "" };
    const theirs = { ...DRAFT, description: "Theirs.", saySlow: "Wait.", schema: "{}" };
    expect(mergedDraft(DRAFT, mine, theirs)).toEqual({ ...mine, saySlow: "Wait." });
    expect(mergedDraft(DRAFT, DRAFT, theirs)).toEqual(theirs);
  });
});

describe("what became of a tool", () => {
  it("is read from records that lack something", () => {
    expect(readRecord({})).toMatchObject({ method: "", headers: [], status: null, answer: null, fault: null });
    const request = { method: "GET", url: "http://10.0.0.1:81/a", headers: { a: "•••" }, body: null };
    const fault = { code: "tool-address-refused", message: "Private." };
    expect(readRecord({ request, status: null, answer: null, fault })).toMatchObject({
      headers: [["a", "•••"]],
      fault,
    });
    expect([privateHost("10.0.0.1:81 is a private address; name it"), privateHost("?")]).toEqual(["10.0.0.1:81", null]);
  });

  it("was sent unless it was refused here before", () => {
    const wentWrong = (code: string, status: number | null = null) =>
      wasSent(readRecord({ status, fault: { code, message: "" } }));
    expect(["tool-address-refused", "tool-secret-missing", "tool-overdue"].map((code) => wentWrong(code))).toEqual([
      ...[false, false, true],
    ]);
    expect(wasSent(readRecord({ status: 200 }))).toBe(true);
  });

  it("is told of those whose list or flow names it", () => {
    const flow = (tool: string) => [{ nodes: { look: { type: "run", tool } } }];
    const all = [
      { id: "1", name: "By list", tools: ["find"] },
      { id: "2", name: "By flow", flow: flow("find") },
      { id: "3", name: "Other", tools: ["cancel"], flow: flow("cancel") },
    ];
    expect(usersOf(all, "find").map(({ name }) => name)).toEqual(["By list", "By flow"]);
  });
});
