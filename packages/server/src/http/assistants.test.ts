/** Two people edit, one publishes, a third one rolls back: nobody's words are lost, and calls never meet half an assistant. */

import { completed } from "@offhook/engine/conversation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FRONT_DESK } from "../assistants/front-desk.ts";
import { defaultAssistant, getAssistant, seedAssistant } from "../store/index.ts";
import { TEMPLATES } from "../templates/index.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { assistantProblem } from "../twilio/assistant-problem.ts";

let database: TestDatabase;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  await seedAssistant(app.store, "front-desk", FRONT_DESK.name, FRONT_DESK as never);
});
afterAll(async () => {
  await app.end();
  await database.end();
});

const make = async (body: object) => (await app.send("POST", "/v1/assistants", { name: "Desk", ...body })).json();
const edit = (id: string, etag: string, body: object) =>
  app.send("PATCH", `/v1/assistants/${id}`, body, { "if-match": etag });
const publish = (id: string, body?: object) => app.send("POST", `/v1/assistants/${id}/publish`, body);

describe("an assistant", () => {
  it("is made by its name alone, and answers once it is published", async () => {
    const made = await app.send("POST", "/v1/assistants", { name: "Reception" });
    expect(made.status).toBe(201);
    const { id, ...rest } = made.json();
    expect(id).toMatch(/^asst_/);
    expect(rest).toMatchObject({ name: "Reception", draft: true, publishedVersion: null, problems: [] });
    expect(made.headers.etag).toBe(rest.etag);
    expect(await getAssistant(app.store, id)).toBeNull();
    expect((await publish(id)).json()).toEqual({ version: 1 });
    const answering = await getAssistant(app.store, id);
    expect(assistantProblem(completed(answering?.definition as never))).toBeNull();
    expect((await app.get(`/v1/assistants/${id}`)).json()).toMatchObject({ draft: false, publishedVersion: 1 });
    // Twice, because a button was pressed twice.
    expect((await publish(id)).json()).toEqual({ version: 1 });
  });

  it("keeps answering as it was while it is being edited", async () => {
    const { id, etag } = await make({ firstMessage: "Hello." });
    await publish(id);
    const read = (await app.get(`/v1/assistants/${id}`)).json();
    expect(etag).not.toBe(read.etag);
    const after = (await edit(id, read.etag, { firstMessage: "Good morning." })).json();
    expect(after).toMatchObject({ draft: true, firstMessage: "Good morning.", publishedVersion: 1 });
    expect((await getAssistant(app.store, id))?.definition.firstMessage).toBe("Hello.");
    expect((await app.get(`/v1/assistants/${id}/diff`)).json()).toEqual({
      ...{ version: 1, changes: [{ path: "firstMessage", from: "Hello.", to: "Good morning." }] },
    });
    expect((await publish(id, { note: "Politer" })).json()).toEqual({ version: 2 });
    const { items } = (await app.get(`/v1/assistants/${id}/versions`)).json();
    expect(items.map(({ version, note }: { version: number; note: string }) => [version, note])).toEqual([
      [2, "Politer"],
      [1, ""],
    ]);
    expect((await app.get(`/v1/assistants/${id}/versions/1`)).json().assistant.firstMessage).toBe("Hello.");
    expect((await app.send("POST", `/v1/assistants/${id}/rollback`, { version: 1 })).json()).toEqual({ version: 3 });
    expect((await getAssistant(app.store, id))?.definition.firstMessage).toBe("Hello.");
  });

  it("is never overwritten by somebody who has not seen it", async () => {
    const { id, etag } = await make({});
    expect((await edit(id, etag, { instructions: "Be kind." })).status).toBe(200);
    const late = await edit(id, etag, { instructions: "Be short." });
    expect([late.status, late.json().error.code]).toEqual([409, "stale-version"]);
    const blind = await app.send("PATCH", `/v1/assistants/${id}`, { instructions: "Be short." });
    expect([blind.status, blind.json().error.code]).toEqual([428, "if-match-missing"]);
    expect((await app.get(`/v1/assistants/${id}`)).json().instructions).toBe("Be kind.");
    // Many at once: one of them wins.
    const { etag: now } = (await app.get(`/v1/assistants/${id}`)).json();
    const all = await Promise.all([1, 2, 3, 4, 5].map((n) => edit(id, now, { instructions: `Be ${n}.` })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("gives a setting back by null, and turns the disclosure off by it", async () => {
    const { id, etag } = await make({ language: "ru", budget: { perCall: "0.50" } });
    const after = (await edit(id, etag, { budget: null, disclosure: null })).json();
    expect(after.budget).toBeUndefined();
    expect(after).toMatchObject({ language: "ru", disclosure: null });
    expect((await edit(id, after.etag, { firstMessage: "Привет." })).json().disclosure).toBeNull();
  });

  it("has its first message say again that it is automated, once that was set otherwise", async () => {
    const { id, etag } = await make({ disclosure: null });
    const after = (await edit(id, etag, { disclosure: "automatic" })).json();
    expect(after.disclosure).toBeUndefined();
    const own = { phrase: "a robot", short: "I'm a robot." };
    const set = (await edit(id, after.etag, { disclosure: own })).json();
    expect(set.disclosure).toEqual(own);
    expect((await edit(id, set.etag, { name: "Robot" })).json().disclosure).toEqual(own);
  });

  it("has an old version brought back into the draft, whole, while calls go on as they are answered", async () => {
    const { id } = await make({ firstMessage: "Hello.", budget: { perCall: "0.50" } });
    await publish(id, { note: "First" });
    const first = (await app.get(`/v1/assistants/${id}`)).json();
    const changed = { firstMessage: "Good morning.", budget: null, disclosure: null, hedge: false };
    expect((await edit(id, first.etag, changed)).status).toBe(200);
    await publish(id, { note: "Second" });
    const second = (await app.get(`/v1/assistants/${id}`)).json();
    const restore = (version: number, headers: Record<string, string> = { "if-match": second.etag }) =>
      app.send("POST", `/v1/assistants/${id}/versions/${version}/restore`, undefined, headers);
    expect((await restore(1, {})).json().error.code).toBe("if-match-missing");
    expect((await restore(7)).json().error.code).toBe("unknown-version");
    const draft = (await restore(1)).json();
    expect(draft).toMatchObject({ draft: true, publishedVersion: 2, budget: { perCall: "0.50" } });
    // What the second one set is gone, not only what the first one had.
    expect([draft.firstMessage, draft.hedge, draft.disclosure]).toEqual(["Hello.", undefined, undefined]);
    expect((await restore(1)).json().error.code).toBe("stale-version");
    expect((await getAssistant(app.store, id))?.definition.firstMessage).toBe("Good morning.");
    const diff = async (query: string) => (await app.get(`/v1/assistants/${id}/diff${query}`)).json();
    const paths = ({ changes }: { changes: { path: string }[] }) => changes.map(({ path }) => path).sort();
    expect((await diff("?from=1")).changes).toEqual([]);
    const between = await diff("?from=1&to=2");
    expect([between.version, paths(between)]).toEqual([1, ["budget", "disclosure", "firstMessage", "hedge"]]);
    expect(paths(await diff(""))).toEqual(["budget", "disclosure", "firstMessage", "hedge"]);
    expect((await app.get(`/v1/assistants/${id}/diff?to=9`)).json().error.code).toBe("unknown-version");
  });

  it("says which model is meant, where its provider has no usual one, and where its server is", async () => {
    const { problems } = await make({
      model: [{ provider: "openai" }, { provider: "openai-compatible", id: "llama" }],
    });
    expect(problems).toEqual([
      'the model of "openai" has no name: choose one, such as "gpt-6-luna"',
      'the model of "openai-compatible" needs a baseUrl that begins with http:// or https://',
    ]);
    const whole = [
      { provider: "openai", id: "gpt-6-luna" },
      { provider: "openai-compatible", id: "llama", baseUrl: "http://127.0.0.1:11434/v1" },
      { provider: "anthropic" },
    ];
    expect((await make({ model: whole, voice: [{ provider: "deepgram" }] })).problems).toEqual([]);
    const nameless = [{ provider: "elevenlabs" }, { provider: "elevenlabs", id: "eleven_flash_v2_5" }];
    const said = 'the voice of "elevenlabs" has no name: choose one';
    expect((await make({ voice: nameless })).problems).toEqual([said, said]);
    const named = [{ provider: "elevenlabs", id: "Rachel", model: "eleven_flash_v2_5" }];
    expect((await make({ voice: named })).problems).toEqual([]);
  });

  it("may begin with a named timing", async () => {
    const { defaults, presets } = (await app.get("/v1/timing")).json();
    expect(defaults.waitCompleteMs).toBeGreaterThan(0);
    expect(presets.map(({ id }: { id: string }) => id)).toEqual(["brisk", "patient", "noisy-line"]);
    const { problems } = await make({ timing: presets[0].timing });
    expect(problems).toEqual([]);
  });

  it("that could take no call is not published, and says why in words", async () => {
    const { id } = await make({ tools: ["flyToTheMoon"], timeZone: "Mars/Base", voice: [{ provider: "nobody" }] });
    const refused = await publish(id);
    expect([refused.status, refused.json().error.code]).toEqual([422, "assistant-invalid"]);
    expect(refused.json().error.message).toMatch(/flyToTheMoon.*nobody.*Mars\/Base/);
    expect((await app.get(`/v1/assistants/${id}`)).json().problems).toHaveLength(3);
  });

  it("whose flow has no way out is told which node", async () => {
    const nodes = { start: { type: "say", text: "Hello.", next: { otherwise: "start" } } };
    const { problems } = await make({ flow: [{ id: "loop", start: "start", nodes }] });
    expect(problems.join()).toContain('from "start" there is no way out');
  });

  it("is gone when it is deleted, and its calls are not", async () => {
    const { id } = await make({});
    await publish(id);
    expect((await app.send("DELETE", `/v1/assistants/${id}`)).status).toBe(204);
    expect((await app.get(`/v1/assistants/${id}`)).json().error.code).toBe("unknown-assistant");
    expect((await app.send("DELETE", `/v1/assistants/${id}`)).status).toBe(404);
    expect(await getAssistant(app.store, id)).not.toBeNull();
    expect((await defaultAssistant(app.store))?.name).toBe("Front desk");
  });

  it.each([
    [{ colour: "red" }, "unknown-field"],
    [{ name: "" }, "invalid-field"],
    [{ name: 7 }, "invalid-field"],
    [{ instructions: "x".repeat(60_000) }, "invalid-field"],
    [{ voice: [] }, "invalid-field"],
    [{ people: [{ id: "a", name: "A", number: "911" }] }, "invalid-field"],
    [{ budget: { perCall: "free" } }, "invalid-field"],
    [{ flow: [{ id: "a", start: "b", nodes: { b: { type: "explode" } } }] }, "invalid-field"],
    [{ templateId: "casino" }, "unknown-template"],
  ])("refuses %j", async (body, code) => {
    const answer = await app.send("POST", "/v1/assistants", { name: "Desk", ...body });
    expect(answer.json().error.code).toBe(code);
    expect(answer.status).toBeLessThan(500);
  });
});

describe("the sample", () => {
  it("is shown as settings that give the very same assistant", async () => {
    const { items } = (await app.get("/v1/assistants?limit=200")).json();
    const sample = items.find(({ origin }: { origin: string }) => origin === "sample");
    expect(sample).toMatchObject({ name: "Front desk", draft: false, publishedVersion: 1, problems: [] });
    const edited = (await edit(sample.id, sample.etag, { firstMessage: "Hi." })).json();
    await publish(sample.id);
    const version = await getAssistant(app.store, sample.id);
    expect(edited.draft).toBe(true);
    expect(version?.definition).toEqual({ ...JSON.parse(JSON.stringify(FRONT_DESK)), firstMessage: "Hi." });
  });
});

describe("GET /v1/templates", () => {
  it("has whole assistants that can be published as they are", async () => {
    const { items } = (await app.get("/v1/templates")).json();
    expect(items.map(({ id }: { id: string }) => id)).toEqual(TEMPLATES.map(({ id }) => id));
    for (const { id: templateId } of items) {
      for (const language of ["en", "ru"]) {
        const made = await make({ templateId, language });
        expect(made.problems, `${templateId} ${language}`).toEqual([]);
        expect((await publish(made.id)).json()).toEqual({ version: 1 });
      }
    }
  });
});
