import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillBody, fillHeader, fillUrl, templateProblems } from "./template.ts";

const values = (args: Record<string, unknown>) => ({
  args,
  call: { id: "call_1" },
  caller: { number: "+14155550100" },
});

describe("an address", () => {
  it("takes values where they stand", () => {
    const url = fillUrl("https://shop.example/orders/{{number}}?from={{ caller.number }}", values({ number: "A 1/2" }));
    expect(url).toBe("https://shop.example/orders/A%201%2F2?from=%2B14155550100");
  });

  it("leads where it was meant to, whatever a caller says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (said) => {
        fc.pre(said.trim() !== "" && !/^\.{1,2}$/.test(said));
        const url = new URL(fillUrl("https://shop.example/orders/{{said}}/lines?q={{said}}", values({ said })));
        expect([url.host, url.hash]).toEqual(["shop.example", ""]);
        expect(url.pathname.split("/").length).toBe(4);
        expect([...url.searchParams.keys()]).toEqual(["q"]);
      }),
    );
  });

  it.each(["", ".", ".."])("refuses %j, which would make another path of it", (said) => {
    expect(() => fillUrl("https://shop.example/orders/{{said}}/all", values({ said }))).toThrow("cannot be part");
  });

  it("says which argument is not given, or is not one value", () => {
    expect(() => fillUrl("https://a.example/{{x}}", values({}))).toThrow("x is not given");
    expect(() => fillUrl("https://a.example/{{x}}", values({ x: { y: 1 } }))).toThrow("is not a single value");
    expect(() => fillUrl("https://a.example/{{constructor}}", values({}))).toThrow("constructor is not given");
  });
});

describe("a body", () => {
  it("keeps types, and a value stays one value", () => {
    const body = { id: "{{id}}", count: "{{count}}", note: "said: {{id}}", of: ["{{list}}"], missing: "{{nothing}}" };
    expect(fillBody(body, values({ id: '","admin":"yes', count: 2, list: [1, 2] }))).toEqual({
      ...{ id: '","admin":"yes', count: 2, note: 'said: ","admin":"yes', of: [[1, 2]], missing: null },
    });
  });
});

describe("a header", () => {
  it("cannot be ended by what a caller says", () => {
    expect(fillHeader("of {{x}}", values({ x: "us" }))).toBe("of us");
    expect(() => fillHeader("of {{x}}", values({ x: "us\r\nadmin: yes" }))).toThrow("cannot be part of a header");
  });
});

describe("before anybody calls", () => {
  const parameters = { type: "object", properties: { id: { type: "string" } } };
  it("a host that a caller could choose is refused, and so are names that nobody fills", () => {
    expect(templateProblems({ url: "https://a.example/{{id}}?c={{call.id}}", parameters })).toEqual([]);
    for (const url of ["https://{{id}}/x", "https://a.{{id}}.example/", "ftp://a.example/", "https://u:p@a.example/"]) {
      expect(templateProblems({ url, parameters })[0]).toMatch(/^url: /);
    }
    const found = templateProblems({
      url: "https://a.example/{{nr}}",
      headers: { a: "{{b}}" },
      body: ["{{c}}"],
      parameters,
    });
    expect(found.map((problem) => problem.split(" ")[1])).toEqual(["{{nr}}", "{{b}}", "{{c}}"]);
  });
});
