/** Calls that somebody orders: once each, to where it is allowed, from a number of one's own. */
import { TwilioTwin } from "@offhook/twin-twilio";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const NUMBER = "+12125550123";
const TO = "+14155550188";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

let twin: TwilioTwin;
let app: TestApp;
let assistantId: string;
beforeEach(async () => {
  twin = new TwilioTwin({ ownedNumbers: [NUMBER] });
  app = await startTestApp(database, { env: { TWILIO_BASE_URL: await twin.listen() } });
  await app.store.pool.query(
    "TRUNCATE phone_numbers, secrets, call_orders; DELETE FROM settings WHERE name = 'outbound'",
  );
  assistantId = (await app.send("POST", "/v1/assistants", { name: "Caller", templateId: "general-assistant" })).json()
    .id;
  await app.send("POST", `/v1/assistants/${assistantId}/publish`);
  const { accountSid, authToken } = twin;
  const order = { number: NUMBER, carrier: "twilio", accountSid, authToken, assistantId };
  expect((await app.send("POST", "/v1/phone-numbers", order)).status).toBe(201);
});
afterEach(async () => {
  await twin.close();
  await app.end();
});

let keys = 0;
const order = (change: object = {}, key: string | undefined = `key-${++keys}`) =>
  app.send("POST", "/v1/calls", { to: TO, assistantId, ...change }, { "idempotency-key": key });
const codeOf = async (answer: ReturnType<typeof order>) => {
  const { status, json } = await answer;
  return `${status} ${json().error.code}`;
};

describe("an ordered call", () => {
  it("is placed from the assistant's own number, and stands in the log before anybody answers", async () => {
    const answer = await order({ variables: { orderNumber: "12345" } });
    expect(answer.status).toBe(201);
    const [call] = twin.calls;
    expect(answer.json()).toMatchObject({
      ...{ direction: "outbound", status: "ringing", from: NUMBER, to: TO, assistantId, assistantVersion: 1 },
      ...{ carrier: "twilio", carrierCallId: call?.sid },
    });
    const { rows } = await app.store.pool.query("SELECT variables FROM calls WHERE id = $1", [answer.json().id]);
    expect(rows[0].variables).toEqual({ orderNumber: "12345" });
  });

  it("rings once, however often it is asked for", async () => {
    const both = await Promise.all([order({}, "same"), order({}, "same")]);
    const again = await order({}, "same");
    expect(new Set([...both, again].map((one) => one.json().id)).size).toBe(1);
    expect(twin.calls).toHaveLength(1);
    expect(await codeOf(order({ to: "+14155550199" }, "same"))).toBe("409 idempotency-key-reused");
    expect(twin.calls).toHaveLength(1);
  });

  it("that the carrier refuses is a failed call, with its words", async () => {
    twin.account.status = "suspended";
    expect(await codeOf(order())).toBe("422 twilio-refused");
    const { items } = (await app.get("/v1/calls?direction=outbound")).json();
    expect(items[0]).toMatchObject({ status: "ended", endedReason: "failed" });
  });
});

describe("an order whose answer is lost", () => {
  it("is looked for at the carrier, and not placed twice", async () => {
    twin.troubleRest("reset-after");
    const answer = await order();
    expect([answer.status, answer.json().carrierCallId]).toEqual([201, twin.calls[0]?.sid]);
    expect(twin.calls).toHaveLength(1);
  });
});

describe("what is refused before any telephone rings", () => {
  it("says why", async () => {
    expect(await codeOf(order({}, ""))).toBe("428 idempotency-key-missing");
    expect(await codeOf(order({ to: "4155550188" }))).toBe("400 invalid-field");
    expect(await codeOf(order({ colour: "red" }))).toBe("400 unknown-field");
    expect(await codeOf(order({ assistantId: "asst_none" }))).toBe("409 assistant-not-published");
    expect(await codeOf(order({ from: "+12125550199" }))).toBe("404 number-not-connected");
    expect(await codeOf(order({ variables: { "not a name": "x" } }))).toBe("400 invalid-field");
    expect(twin.calls).toEqual([]);
  });

  it("is a country that nobody has allowed, and one call too many", async () => {
    expect(await codeOf(order({ to: "+3725550188" }))).toBe("403 country-not-allowed");
    const settings = { countries: ["EE"], callsPerDay: 1 };
    expect((await app.send("PUT", "/v1/settings/outbound", settings)).json()).toMatchObject(settings);
    expect((await order({ to: "+3725550188" })).status).toBe(201);
    expect(await codeOf(order({ to: "+3725550189" }))).toBe("429 too-many-calls");
    expect(await codeOf(order())).toBe("403 country-not-allowed");
    expect(twin.calls).toHaveLength(1);
  });

  const mayOrder = (callsPerDay: number, countries: string[] | null = null) =>
    app.send("PUT", "/v1/settings/outbound", { countries, callsPerDay });
  const logged = async () => (await app.get("/v1/calls?direction=outbound&limit=200")).json().items.length;

  it("leaves nothing behind: no call, no place of the day, and its key is as good as new", async () => {
    await mayOrder(1);
    await order();
    const before = await logged();
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(await codeOf(order({}, "one-too-many"))).toBe("429 too-many-calls");
    expect([await logged(), twin.calls.length]).toEqual([before, 1]);
    await mayOrder(2);
    const placed = await order({}, "one-too-many");
    expect([placed.status, placed.json().status, twin.calls.length]).toEqual([201, "ringing", 2]);
  });

  it("is one of two at the same moment, where one place is left", async () => {
    await mayOrder(1);
    const both = await Promise.all([order(), order()]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 429]);
    expect(twin.calls).toHaveLength(1);
  });

  it("is not refused again once it was placed, whatever has changed since", async () => {
    const placed = (await order({}, "placed")).json().id;
    await mayOrder(0, ["EE"]);
    await app.send("DELETE", `/v1/assistants/${assistantId}`);
    const again = await order({}, "placed");
    expect([again.status, again.json().id, twin.calls.length]).toEqual([201, placed, 1]);
    expect(await codeOf(order({ to: "+14155550199" }, "placed"))).toBe("409 idempotency-key-reused");
  });

  it("by the carrier may be ordered again with its key, and has taken no place", async () => {
    await mayOrder(1);
    twin.account.status = "suspended";
    expect(await codeOf(order({}, "suspended"))).toBe("422 twilio-refused");
    twin.account.status = "active";
    expect((await order({}, "suspended")).json()).toMatchObject({ status: "ringing" });
    expect(twin.calls).toHaveLength(1);
  });
});
