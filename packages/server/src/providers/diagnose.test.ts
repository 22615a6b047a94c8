/** Each vendor's check against what the vendor says, rightly and wrongly. Servers here answer what the sheets have. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CheckAccount } from "@offhook/provider-kit/account";
import { DeepgramTwin } from "@offhook/twin-deepgram";
import { ElevenLabsTwin, type ElevenLabsTwinOptions } from "@offhook/twin-elevenlabs";
import { serveSocketTwin } from "@offhook/twin-kit";
import { afterEach, describe, expect, it } from "vitest";
import { ACCOUNT_CHECKS } from "./account-checks.ts";
import { diagnose } from "./diagnose.ts";
import { modelFindings } from "./diagnose-models.ts";

const TODAY = "2026-11-22";
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
  (status: number, body: unknown): Answer =>
  (_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

async function check(provider: string, baseUrl: string, apiKey = "K", withinMs = 5_000) {
  const ask = ACCOUNT_CHECKS[provider] as CheckAccount;
  return ask({ apiKey, baseUrl, signal: AbortSignal.timeout(withinMs) });
}

async function served(twin: Parameters<typeof serveSocketTwin>[0]): Promise<string> {
  const { baseUrl, close } = await serveSocketTwin(twin);
  closers.push(close);
  return baseUrl;
}

describe("OpenAI's check", () => {
  it("asks for the models with the key, and takes the days on which they end", async () => {
    const seen: unknown[] = [];
    const base = await serve((request, response) => {
      seen.push([request.method, request.url, request.headers.authorization]);
      const data = [
        { id: "gpt-6-luna", object: "model", shutdown_date: null },
        { id: "gpt-4o", object: "model", shutdown_date: "2027-01-14" },
      ];
      json(200, { object: "list", data })(request, response);
    });
    const models = [
      { id: "gpt-6-luna", endOfLife: null },
      { id: "gpt-4o", endOfLife: "2027-01-14" },
    ];
    expect(await check("openai", `${base}/v1/`)).toMatchObject({ ok: true, models, latencyMs: expect.any(Number) });
    expect(seen).toEqual([["GET", "/v1/models", "Bearer K"]]);
  });

  it.each([
    [401, { error: { code: "invalid_api_key", message: "Incorrect API key provided: sk-no" } }, "key-refused"],
    [429, { error: { code: "insufficient_quota", message: "You exceeded your quota." } }, "quota-exhausted"],
    [429, { error: { code: "rate_limit_exceeded", message: "Slow down." } }, "rate-limited"],
    [403, { error: { message: "Country, region, or territory not supported" } }, "not-allowed"],
    [404, { detail: "Not Found" }, "answer-malformed"],
    [503, {}, "unavailable"],
    [301, {}, "answer-malformed"],
    [200, { models: 7 }, "answer-malformed"],
  ])("calls HTTP %d %j %s", async (status, body, fault) => {
    expect(await check("openai", await serve(json(status, body)))).toMatchObject({ ok: false, fault });
  });

  it("takes a key that may speak and not list for a good one", async () => {
    const base = await serve(json(403, { error: { message: "Missing scopes: api.model.read" } }));
    expect(await check("openai", base)).toMatchObject({ ok: true, restricted: true, models: null });
  });

  it("does not repeat the key that a server repeats", async () => {
    const base = await serve(json(401, { error: { message: "Wrong key: sk-secret-7" } }));
    const refused = await check("openai", base, "sk-secret-7");
    expect(JSON.stringify(refused)).not.toContain("sk-secret-7");
  });
});

describe("Google's check", () => {
  it("lists the models by their bare names", async () => {
    const base = await serve((request, response) => {
      const isRight = request.headers["x-goog-api-key"] === "K" && request.url?.startsWith("/v1beta/models?");
      json(isRight ? 200 : 400, { models: [{ name: "models/gemini-3.8-flash" }] })(request, response);
    });
    const models = [{ id: "gemini-3.8-flash", endOfLife: null }];
    expect(await check("google", base)).toMatchObject({ ok: true, models });
  });

  it("gives no list that is not all of it", async () => {
    const base = await serve(json(200, { models: [{ name: "models/a" }], nextPageToken: "more" }));
    expect(await check("google", base)).toMatchObject({ ok: true, models: null });
  });

  it("knows a wrong key, which Google calls a wrong argument", async () => {
    const error = { code: 400, status: "INVALID_ARGUMENT", message: "API key not valid. Please pass a valid API key." };
    expect(await check("google", await serve(json(400, { error })))).toMatchObject({ ok: false, fault: "key-refused" });
  });
});

describe("Anthropic's check", () => {
  it("leaves out what is retired", async () => {
    const base = await serve((request, response) => {
      const isRight = request.headers["x-api-key"] === "K" && request.headers["anthropic-version"] !== undefined;
      const data = [
        { id: "claude-haiku-4-5-20251001", lifecycle: "active" },
        { id: "claude-3-opus", lifecycle: "retired" },
      ];
      json(isRight ? 200 : 401, { data, has_more: false })(request, response);
    });
    expect(await check("anthropic", base)).toMatchObject({
      ok: true,
      models: [{ id: "claude-haiku-4-5-20251001", endOfLife: null }],
    });
  });
});

it("Cartesia's check asks for one voice", async () => {
  const base = await serve((request, response) => {
    const isRight = request.url === "/voices?limit=1" && request.headers.authorization === "Bearer K";
    json(isRight ? 200 : 401, { data: [], has_more: true })(request, response);
  });
  expect(await check("cartesia", base)).toMatchObject({ ok: true, quota: null });
  expect(await check("cartesia", base, "wrong")).toMatchObject({ ok: false, fault: "key-refused" });
});

describe("Deepgram's check", () => {
  it("tells what is left, over a socket's address as well", async () => {
    const base = await served(new DeepgramTwin({ apiKey: "K", balanceUsd: 12.5 }));
    const quota = { left: 12.5, limit: null, unit: "USD", resetsAt: null };
    expect(await check("deepgram", base.replace("http", "ws"))).toMatchObject({ ok: true, quota });
    expect(await check("deepgram", base, "wrong")).toMatchObject({ ok: false, fault: "key-refused" });
  });

  it("takes a key that sees nothing of the project for a good one", async () => {
    const base = await served(new DeepgramTwin({ apiKey: "K", balanceUsd: null }));
    expect(await check("deepgram", base)).toMatchObject({ ok: true, restricted: true, quota: null });
  });
});

describe("ElevenLabs' check", () => {
  const plan = async (subscription: ElevenLabsTwinOptions["subscription"]) =>
    check("elevenlabs", await served(new ElevenLabsTwin({ apiKey: "K", subscription })));

  it("tells what is left of the plan, and when it begins anew", async () => {
    expect(await plan({ character_count: 400, character_limit: 1_000 })).toMatchObject({
      ok: true,
      quota: { left: 600, limit: 1_000, unit: "characters", resetsAt: "2026-12-23T04:26:40.000Z" },
    });
  });

  it("knows plans that go on above their limit, keys that may not read it, and times that are none", async () => {
    const open = { can_extend_character_limit: true, allowed_to_extend_character_limit: true };
    expect(await plan({ ...open, character_count: 9_000, character_limit: 1_000 })).toMatchObject({ quota: null });
    expect(await plan(null)).toMatchObject({ ok: true, restricted: true });
    expect(await plan({ next_character_count_reset_unix: 1e300 })).toMatchObject({ quota: { resetsAt: null } });
  });
});

describe("who does not answer", () => {
  it("is given up in time", async () => {
    const base = await serve(() => {});
    // A server of HTTP/1 hangs up on gRPC at once, which is another fault.
    const overHttp = Object.keys(ACCOUNT_CHECKS).filter((provider) => provider !== "google-cloud");
    const checks = overHttp.map((provider) => check(provider, base, "K", 100));
    for (const one of await Promise.all(checks)) expect(one).toMatchObject({ ok: false, fault: "connect-late" });
  });

  it("is named where nobody listens, and where the address is none", async () => {
    expect(await check("openai", "http://127.0.0.1:1")).toMatchObject({ ok: false, fault: "connect-failed" });
    expect(await check("openai", "not an address")).toMatchObject({ ok: false, fault: "base-url-invalid" });
  });
});

describe("a diagnosis", () => {
  const use = (provider: string, id: string) => ({ provider, kind: "model" as const, id });
  const fine: CheckAccount = async () => ({ ok: true, latencyMs: 5, quota: null, models: null });
  const nothing = { environment: {}, used: [], serverHasKey: null, today: TODAY };

  it("of a house without keys has the embedded speech, and nothing wrong", async () => {
    const { ok, providers } = await diagnose(nothing);
    expect([ok, providers.map(({ provider, key }) => [provider, key])]).toEqual([true, [["embedded", "not-needed"]]]);
  });

  it("finds a key that an assistant needs and nobody has", async () => {
    const used = [{ assistantId: "asst_1", uses: [use("google", "gemini-3.8-flash")] }];
    const { ok, providers } = await diagnose({ ...nothing, used, serverHasKey: { google: false } });
    expect(ok).toBe(false);
    expect(providers.at(-1)).toMatchObject({
      ...{ provider: "google", key: "missing", usedBy: ["asst_1"] },
      findings: [{ code: "google-key-missing", fix: "Set GEMINI_API_KEY." }],
    });
  });

  it("does not blame a key that only the server has, and says when the server lacks one", async () => {
    const used = [{ assistantId: "asst_1", uses: [use("openai", "gpt-6-luna")] }];
    const elsewhere = await diagnose({ ...nothing, used, serverHasKey: { openai: true } });
    expect(elsewhere.ok).toBe(true);
    expect(elsewhere.providers.at(-1)).toMatchObject({ key: "not-checked", findings: [] });
    const environment = { OPENAI_API_KEY: "K" };
    const here = await diagnose({ ...nothing, used, environment, serverHasKey: {}, checks: { openai: fine } });
    expect(here.ok).toBe(true);
    const lacking = { ...nothing, used, environment, serverHasKey: { openai: false }, checks: { openai: fine } };
    expect((await diagnose(lacking)).providers.at(-1)?.findings).toMatchObject([
      { severity: "error", code: "server-lacks-key" },
    ]);
  });

  it("asks all at once", async () => {
    let [running, most] = [0, 0];
    const slow: CheckAccount = async (access) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return fine(access);
    };
    const environment = { OPENAI_API_KEY: "K", DEEPGRAM_API_KEY: "K", CARTESIA_API_KEY: "K" };
    await diagnose({ ...nothing, environment, checks: { openai: slow, deepgram: slow, cartesia: slow } });
    expect(most).toBe(3);
  });
});

describe("models that assistants use", () => {
  const use = (provider: string, id: string, kind: "model" | "voice" = "model") => ({ provider, kind, id });

  it("are looked for in the vendor's own list", () => {
    const listed = ["gpt-6-luna", "claude-haiku-4-5-20251001", "llama3:latest"].map((id) => ({ id, endOfLife: null }));
    const known = [use("openai", "gpt-6-luna"), use("anthropic", "claude-haiku-4-5"), use("openai", "llama3")];
    expect(modelFindings(known, listed, TODAY)).toEqual([]);
    expect(modelFindings([use("openai", "gpt-6")], listed, TODAY)).toMatchObject([
      { severity: "warn", code: "model-unlisted", message: expect.stringContaining("gpt-6 ") },
    ]);
    expect(modelFindings([use("openai", "gpt-6")], null, TODAY)).toEqual([]);
  });

  it("are the voice's model, not the voice's name", () => {
    const listed = [{ id: "gemini-3.8-flash-tts", endOfLife: null }];
    expect(modelFindings([use("google", "Kore", "voice")], listed, TODAY)).toEqual([]);
  });
});
