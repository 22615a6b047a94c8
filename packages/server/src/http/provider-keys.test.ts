/** Keys as an owner enters them: tried at once, used from the next call on, never given back. */
import { OpenAiTwin, serveTwin } from "@offhook/twin-openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { KeyRing } from "../providers/key-ring.ts";
import { createVault } from "../store/vault.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const KEY = "sk-right-and-not-to-be-seen";

let database: TestDatabase;
let app: TestApp;
let served: Awaited<ReturnType<typeof serveTwin>>;
beforeAll(async () => {
  database = await startTestDatabase();
  served = await serveTwin(new OpenAiTwin({ apiKey: KEY }));
  app = await startTestApp(database, {
    env: { OPENAI_BASE_URL: served.baseUrl, DEEPGRAM_API_KEY: "from-the-environment" },
  });
});
afterAll(async () => {
  await app.end();
  await served.close();
  await database.end();
});
beforeEach(() => app.store.pool.query("TRUNCATE secrets"));

const enter = (key: string, provider = "openai") => app.send("PUT", `/v1/provider-keys/${provider}`, { key });
const listed = async (provider: string) => {
  const { items } = (await app.get("/v1/provider-keys")).json();
  return items.find((one: { provider: string }) => one.provider === provider);
};
const configured = async () => {
  const { items } = (await app.get("/v1/providers")).json();
  return items.find(({ id }: { id: string }) => id === "openai").configured;
};

describe("a key that is entered", () => {
  it("works, is used from then on, and is never given back", async () => {
    const entered = await enter(` ${KEY}\n`);
    expect(entered.json()).toMatchObject({ result: "works", latencyMs: expect.any(Number) });
    expect(await listed("openai")).toMatchObject({ keyName: "OPENAI_API_KEY", from: "entered" });
    expect(await configured()).toBe(true);
    expect((await app.send("POST", "/v1/provider-keys/openai/test")).json().result).toBe("works");
    for (const path of ["/v1/provider-keys", "/v1/providers"])
      expect((await app.get(path)).bytes.toString()).not.toContain(KEY);
    expect((await app.send("DELETE", "/v1/provider-keys/openai")).status).toBe(204);
    expect([await configured(), (await listed("openai")).from]).toEqual([false, null]);
  });

  it("that is refused is not kept, and the one before it goes on", async () => {
    await enter(KEY);
    const refused = await enter("sk-wrong");
    expect([refused.status, refused.json().error.code]).toEqual([422, "provider-refused-key"]);
    expect(refused.bytes.toString()).not.toContain("sk-wrong");
    expect((await app.send("POST", "/v1/provider-keys/openai/test")).json().result).toBe("works");
  });

  it("is refused where the environment has one, where no key is taken, and where there is nothing", async () => {
    const code = async (answer: ReturnType<typeof enter>) => (await answer).json().error.code;
    expect(await code(enter("another", "deepgram"))).toBe("key-from-environment");
    expect(await listed("deepgram")).toMatchObject({ from: "environment", updatedAt: null });
    expect(await code(enter("x", "embedded"))).toBe("unknown-provider");
    expect(await code(enter("", "openai"))).toBe("invalid-field");
    expect(await code(app.send("DELETE", "/v1/provider-keys/openai"))).toBe("no-provider-key");
    expect(await code(app.send("POST", "/v1/provider-keys/openai/test"))).toBe("no-provider-key");
  });

  it("is known at another worker a moment later; with another secret it is named as lost, and the rest goes on", async () => {
    await enter(KEY);
    const other = new KeyRing({}, createVault(app.store, "a secret of the tests"));
    await other.start();
    expect(other.environment.OPENAI_API_KEY).toBe(KEY);
    other.stop();
    const changed = new KeyRing({ CARTESIA_API_KEY: "k" }, createVault(app.store, "another secret"));
    await changed.start();
    expect(changed.environment.OPENAI_API_KEY).toBeUndefined();
    const from = Object.fromEntries((await changed.list()).map((one) => [one.provider, one.from]));
    expect(from).toMatchObject({ openai: "lost", cartesia: "environment", google: null });
    changed.stop();
  });
});
