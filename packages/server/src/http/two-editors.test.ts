/** Two people at the same number or the same settings: neither writes over what the other has done without having seen it. */
import { TwilioTwin } from "@offhook/twin-twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const NUMBER = "+12125550123";

let database: TestDatabase;
let app: TestApp;
let twin: TwilioTwin;
beforeAll(async () => {
  database = await startTestDatabase();
  twin = new TwilioTwin();
  twin.addNumber(NUMBER, { VoiceUrl: "https://theirs.example/answer" });
  app = await startTestApp(database, { env: { TWILIO_BASE_URL: await twin.listen() } });
});
afterAll(async () => {
  await app.end();
  await twin.close();
  await database.end();
});

const put = (path: string, etag: string | undefined, body: object) => app.send("PUT", path, body, { "if-match": etag });

/** Each with two bodies that differ from the default and from one another. */
const SETTINGS: readonly [path: string, one: object, other: object][] = [
  ["/v1/settings/outbound", { countries: ["EE"], callsPerDay: 7 }, { countries: null, callsPerDay: 8 }],
  ["/v1/settings/retention", { transcriptDays: 7, recordingDays: 1 }, { transcriptDays: null, recordingDays: 2 }],
  ["/v1/settings/currency", { currency: "EUR", perDollar: "0.92" }, { currency: "EUR", perDollar: "0.93" }],
  ["/v1/alerts", { webhookUrl: "https://one.example/" }, { webhookUrl: "https://other.example/" }],
];

describe.each(SETTINGS)("two owners at %s", (path, one, other) => {
  it("are told of one another, and who comes second changes nothing until they have read again", async () => {
    const { etag } = (await app.get(path)).json();
    const first = await put(path, etag, one);
    expect([first.status, first.json()]).toEqual([200, expect.objectContaining(one)]);
    const late = await put(path, etag, other);
    expect([late.status, late.json().error.code]).toEqual([409, "stale-version"]);
    const now = await app.get(path);
    expect(now.json()).toMatchObject(one);
    expect([now.headers.etag, first.headers.etag, first.json().etag]).toEqual(Array(3).fill(now.json().etag));
    expect((await put(path, now.json().etag, other)).json()).toMatchObject(other);
  });

  it("may send back the whole of what they read, which says by itself what it was made on", async () => {
    const read = (await app.get(path)).json();
    const first = await put(path, undefined, { ...read, ...one });
    expect([first.status, first.json()]).toEqual([200, expect.objectContaining(one)]);
    const late = await put(path, undefined, { ...read, ...other });
    expect([late.status, late.json().error.code]).toEqual([409, "stale-version"]);
    expect((await app.get(path)).json()).toMatchObject(one);
  });

  it("are no matter to a script that names what it wants, and no state", async () => {
    expect((await put(path, undefined, other)).status).toBe(200);
    expect((await put(path, undefined, one)).json()).toMatchObject(one);
  });

  it("are not both taken though they press Save in the same moment, when nothing was ever set", async () => {
    await app.store.pool.query("TRUNCATE settings");
    const { etag } = (await app.get(path)).json();
    const both = await Promise.all([put(path, etag, one), put(path, etag, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const taken = both.find(({ status }) => status === 200);
    expect((await app.get(path)).json().etag).toBe(taken?.json().etag);
  });
});

it("alerts to the same address have a new secret: whoever has not seen it cannot renew it once more", async () => {
  const { etag } = (await app.get("/v1/alerts")).json();
  const address = { webhookUrl: "https://pager.example/" };
  const first = (await put("/v1/alerts", etag, address)).json();
  expect((await put("/v1/alerts", etag, address)).json().error.code).toBe("stale-version");
  expect(first.etag).not.toContain(first.secret);
  const again = (await put("/v1/alerts", first.etag, address)).json();
  expect([again.webhookUrl, again.secret === first.secret]).toEqual([address.webhookUrl, false]);
});

describe("two editors of a number", () => {
  async function connected() {
    await app.store.pool.query("TRUNCATE phone_numbers");
    const { accountSid, authToken } = twin;
    const keys = { number: NUMBER, carrier: "twilio", accountSid, authToken };
    return (await app.send("POST", "/v1/phone-numbers", keys)).json() as { id: string; etag: string };
  }
  const edit = (id: string, etag: string | undefined, body: object) =>
    app.send("PATCH", `/v1/phone-numbers/${id}`, body, { "if-match": etag });
  const night = { timeZone: "Europe/Tallinn", days: { 1: [{ from: "20:00", until: "23:00" }] } };

  it("are told of one another, and what the first one set stays", async () => {
    const { id, etag } = await connected();
    expect((await app.get(`/v1/phone-numbers/${id}`)).headers.etag).toBe(etag);
    const first = await edit(id, etag, { hours: night });
    expect([first.status, first.headers.etag]).toEqual([200, first.json().etag]);
    const late = await edit(id, etag, { hours: null, fallbackNumber: "+14155550100" });
    expect([late.status, late.json().error.code]).toEqual([409, "stale-version"]);
    const [listed] = (await app.get("/v1/phone-numbers")).json().items;
    expect(listed).toMatchObject({ hours: night, fallbackNumber: null, etag: first.json().etag });
    expect((await edit(id, listed.etag, { hours: null })).json()).toMatchObject({ hours: null, etag });
  });

  it("are no matter to a script that names what it wants, and no state", async () => {
    const { id, etag } = await connected();
    await edit(id, etag, { fallbackNumber: "+14155550100" });
    const blind = await edit(id, undefined, { assistantId: null });
    expect([blind.status, blind.json().fallbackNumber]).toEqual([200, "+14155550100"]);
  });

  it("are not both taken though they press Save in the same moment", async () => {
    const { id, etag } = await connected();
    const people = ["+14155550101", "+14155550102", "+14155550103"];
    const all = await Promise.all(people.map((fallbackNumber) => edit(id, etag, { fallbackNumber })));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it("are not disturbed by the server, which looks at Twilio meanwhile", async () => {
    const { id, etag } = await connected();
    await app.send("POST", `/v1/phone-numbers/${id}/check`);
    await app.send("POST", `/v1/phone-numbers/${id}/repair`);
    expect((await edit(id, etag, { fallbackNumber: "+14155550100" })).status).toBe(200);
  });
});

it("an assistant that was changed meanwhile is not deleted by whoever has not seen that, and a script may say nothing", async () => {
  const { id, etag } = (await app.send("POST", "/v1/assistants", { name: "Desk" })).json();
  const edited = await app.send("PATCH", `/v1/assistants/${id}`, { name: "Door" }, { "if-match": etag });
  const late = await app.send("DELETE", `/v1/assistants/${id}`, undefined, { "if-match": etag });
  expect([late.status, late.json().error.code]).toEqual([409, "stale-version"]);
  const seen = { "if-match": edited.json().etag };
  expect((await app.send("DELETE", `/v1/assistants/${id}`, undefined, seen)).status).toBe(204);
  const other = (await app.send("POST", "/v1/assistants", { name: "Desk" })).json().id;
  expect((await app.send("DELETE", `/v1/assistants/${other}`)).status).toBe(204);
});
