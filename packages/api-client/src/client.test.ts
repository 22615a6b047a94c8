/** Every request ends in an answer or a named fault. */
import { describe, expect, it } from "vitest";
import { createApiClient, settle } from "./client.ts";

const answering = (status: number, body: string, type = "application/json") =>
  createApiClient({
    baseUrl: "http://offhook.test",
    headers: { authorization: "Bearer k" },
    fetch: async (request) => {
      seen.push(request);
      return new Response(body, { status, headers: { "content-type": type } });
    },
  });
const seen: Request[] = [];

describe("the client", () => {
  it("asks with the filters and the key, and gives the body", async () => {
    const api = answering(200, '{"items":[],"nextCursor":null}');
    const query = { q: "ten o'clock", limit: 5 };
    expect(await settle(api.GET("/v1/calls", { params: { query } }))).toEqual({
      ok: true,
      body: { items: [], nextCursor: null },
    });
    expect(seen.at(-1)?.url).toBe("http://offhook.test/v1/calls?q=ten%20o%27clock&limit=5");
    expect(seen.at(-1)?.headers.get("authorization")).toBe("Bearer k");
  });

  it("gives the server's own words for a refusal", async () => {
    const error = { code: "unauthenticated", message: "This needs a key.", fix: "Send one." };
    const outcome = await settle(answering(401, JSON.stringify({ error })).GET("/v1/providers"));
    expect(outcome).toEqual({ ok: false, fault: { ...error, status: 401 } });
  });

  it("knows another's answer from the server's", async () => {
    const outcome = await settle(answering(502, "<h1>Bad gateway</h1>", "text/html").GET("/v1/providers"));
    expect(outcome).toMatchObject({ ok: false, fault: { code: "garbled", status: 502 } });
  });

  it("says that nobody answers", async () => {
    const api = createApiClient({
      baseUrl: "http://offhook.test",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
    });
    expect(await settle(api.GET("/v1/providers"))).toMatchObject({
      ok: false,
      fault: { code: "unreachable", status: 0 },
    });
  });
});
