/** Numbers as an owner meets them: a Twilio on this machine, asked over HTTP, and the simulator that is built in. */
import { TwilioTwin, type TwilioTwinOptions } from "@offhook/twin-twilio";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { whoAnswers } from "../numbers/who-answers.ts";
import { noteWebhook } from "../store/webhook-notes.ts";
import { startTestApp, type TestApp } from "../testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";

const NUMBER = "+12125550123";
const THEIRS = "https://theirs.example/answer";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

const open: { end(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.end();
});

/** A Twilio with one number that leads elsewhere, and our server that knows where its API is. */
async function house(options: TwilioTwinOptions = {}, env: Record<string, string> = {}) {
  const twin = new TwilioTwin(options);
  const owned = twin.addNumber(NUMBER, { VoiceUrl: THEIRS });
  const baseUrl = await twin.listen();
  const app = await startTestApp(database, { env: { TWILIO_BASE_URL: baseUrl, ...env } });
  await app.store.pool.query("TRUNCATE phone_numbers, secrets");
  open.push(app, { end: () => twin.close() });
  const keys = { number: NUMBER, carrier: "twilio", accountSid: twin.accountSid, authToken: twin.authToken };
  const routing = () => twin.account.numbers.find(NUMBER)?.settings;
  return { twin, app, keys, owned, routing };
}

async function published(app: TestApp, name: string): Promise<string> {
  const { id } = (await app.send("POST", "/v1/assistants", { name, templateId: "general-assistant" })).json();
  expect((await app.send("POST", `/v1/assistants/${id}/publish`)).status).toBe(200);
  return id;
}

const refused = async (answer: Promise<{ status: number; json(): { error: { code: string; fix: string } } }>) => {
  const { status, json } = await answer;
  const { code, fix } = json().error;
  expect(fix).not.toBe("");
  return [status, code];
};

describe("a number", () => {
  it("is shown what would change, and nothing is changed", async () => {
    const { app, keys, twin, routing } = await house();
    const answer = await app.send("POST", "/v1/phone-numbers", { ...keys, dryRun: true });
    expect(answer.status).toBe(200);
    const ours = `http://127.0.0.1:${app.port}/twilio`;
    expect(answer.json()).toMatchObject({
      ...{ id: null, number: NUMBER, assistantId: null, accountType: "full" },
      routing: { state: "wrong", voiceUrl: THEIRS },
    });
    expect(answer.json().routing.changes).toEqual([
      { field: "voiceUrl", from: THEIRS, to: `${ours}/voice` },
      { field: "statusCallback", from: "", to: `${ours}/status` },
      { field: "smsUrl", from: "", to: `${ours}/sms` },
    ]);
    expect(routing()?.VoiceUrl).toBe(THEIRS);
    expect((await app.get("/v1/phone-numbers")).json().items).toEqual([]);
    expect(JSON.stringify((await app.store.pool.query("SELECT * FROM secrets")).rows)).toBe("[]");
    expect(answer.bytes.toString()).not.toContain(twin.authToken);
  });

  it("is connected, read back, bound to an assistant, and given back as it was", async () => {
    const { app, keys, twin, routing } = await house();
    // The oldest answers whatever is not bound.
    await published(app, "Everybody else's");
    const assistantId = await published(app, "Reception");
    const { id, ...connected } = (await app.send("POST", "/v1/phone-numbers", { ...keys, assistantId })).json();
    expect(connected).toMatchObject({ assistantId, routing: { state: "ok" }, restorable: true });
    expect(connected.routing.changes).toHaveLength(3);
    expect(routing()).toMatchObject({ VoiceUrl: `http://127.0.0.1:${app.port}/twilio/voice` });
    expect((await app.get(`/v1/phone-numbers/${id}`)).json().routing).toMatchObject({ state: "ok", changes: [] });
    expect((await whoAnswers(app.store, { to: NUMBER, accountSid: twin.accountSid }, 0))?.id).toBe(assistantId);
    // Somebody else's account says that it has the same number.
    expect((await whoAnswers(app.store, { to: NUMBER, accountSid: "AC0" }, 0))?.id).not.toBe(assistantId);

    expect((await app.send("DELETE", `/v1/phone-numbers/${id}?restore=true`)).status).toBe(204);
    expect(routing()).toMatchObject({ VoiceUrl: THEIRS, StatusCallback: "", SmsUrl: "" });
    expect((await app.get(`/v1/phone-numbers/${id}`)).status).toBe(404);
  });

  it("is connected twice and stays one, whose first state is still known", async () => {
    const { app, keys, routing } = await house();
    const first = (await app.send("POST", "/v1/phone-numbers", keys)).json();
    const { authToken: _, ...withoutToken } = keys;
    const again = (await app.send("POST", "/v1/phone-numbers", withoutToken)).json();
    expect(again.id).toBe(first.id);
    await app.send("DELETE", `/v1/phone-numbers/${first.id}?restore=true`);
    expect(routing()?.VoiceUrl).toBe(THEIRS);
  });

  it("has hours, and another assistant after them", async () => {
    const { app, keys, twin } = await house();
    const [day, night] = [await published(app, "Day"), await published(app, "Night")];
    const { id } = (await app.send("POST", "/v1/phone-numbers", { ...keys, assistantId: day })).json();
    const hours = { timeZone: "Europe/Tallinn", days: { 1: [{ from: "09:00", until: "17:00" }] } };
    const edited = await app.send("PATCH", `/v1/phone-numbers/${id}`, { hours, afterHoursAssistantId: night });
    expect(edited.json()).toMatchObject({ assistantId: day, afterHoursAssistantId: night, hours });
    const at = async (time: string) =>
      (await whoAnswers(app.store, { to: NUMBER, accountSid: twin.accountSid }, Date.parse(time)))?.id;
    expect(await at("2026-11-23T08:00:00Z")).toBe(day);
    expect(await at("2026-11-23T18:00:00Z")).toBe(night);
    // Deleted, it does not answer any more; the callers of the night are answered all the same.
    await app.send("DELETE", `/v1/assistants/${night}`);
    expect(await at("2026-11-23T18:00:00Z")).toBe(day);
  });

  it("keeps a person's number for the day when this server is gone", async () => {
    const { app, keys, routing } = await house();
    const { id, warnings } = (await app.send("POST", "/v1/phone-numbers", keys)).json();
    expect(warnings.map((one: { code: string }) => one.code)).toEqual(["no-fallback"]);
    const bin = "https://handler.twilio.com/twiml/EH0123";
    const change = { fallbackNumber: "+14155550100", fallbackUrl: bin };
    const edited = (await app.send("PATCH", `/v1/phone-numbers/${id}`, change)).json();
    expect(edited.fallbackTwiml).toContain("<Number>+14155550100</Number>");
    expect([edited.warnings, routing()?.VoiceFallbackUrl]).toEqual([[], bin]);
  });
});

describe("an address that leads nowhere", () => {
  it("is said before anything is changed, and a number that leads there is not called well", async () => {
    const { app, keys, routing } = await house({}, { PUBLIC_URL: "https://127.0.0.1:9" });
    const codes = (number: { warnings: { code: string }[] }) => number.warnings.map(({ code }) => code);
    const dry = (await app.send("POST", "/v1/phone-numbers", { ...keys, dryRun: true })).json();
    expect(codes(dry)).toEqual(["address-unreachable", "no-fallback"]);
    expect(dry.warnings[0].message).toBe("https://127.0.0.1:9 cannot be reached (ECONNREFUSED).");
    expect(routing()?.VoiceUrl).toBe(THEIRS);
    expect(codes((await app.send("POST", "/v1/phone-numbers", keys)).json())).toEqual(codes(dry));
    // Kept: a list asks nobody.
    expect((await app.get("/v1/phone-numbers")).json().items.map(codes)).toEqual([codes(dry)]);
    expect(codes((await app.send("POST", "/v1/simulator/numbers")).json())).toEqual([]);
  });

  it("cannot stand in for this server either", async () => {
    const { app, keys } = await house({}, { PUBLIC_URL: "https://127.0.0.1:9" });
    const { id } = (await app.send("POST", "/v1/phone-numbers", keys)).json();
    for (const fallbackUrl of ["https://127.0.0.1:9/gone", `https://127.0.0.1:${app.port}/gone`]) {
      const answer = await app.send("PATCH", `/v1/phone-numbers/${id}`, { fallbackUrl });
      expect([fallbackUrl, answer.json().error?.code]).toEqual([fallbackUrl, "fallback-on-this-server"]);
    }
    expect((await app.get(`/v1/phone-numbers/${id}`)).json().fallbackUrl).toBe(null);
  });
});

describe("what cannot be connected", () => {
  it("says why, and keeps nothing", async () => {
    const { app, keys } = await house();
    const post = (change: object) => refused(app.send("POST", "/v1/phone-numbers", { ...keys, ...change }));
    expect(await post({ authToken: "0".repeat(32) })).toEqual([422, "twilio-refused-key"]);
    expect(await post({ number: "+12125550199" })).toEqual([404, "number-not-in-account"]);
    expect(await post({ assistantId: "asst_none" })).toEqual([404, "unknown-assistant"]);
    expect(await post({ number: "212 555 0123" })).toEqual([400, "invalid-field"]);
    expect(await post({ accountSid: "AC12" })).toEqual([400, "invalid-field"]);
    expect(await post({ authToken: undefined })).toEqual([400, "invalid-field"]);
    expect(await post({ colour: "green" })).toEqual([400, "unknown-field"]);
    expect((await app.get("/v1/phone-numbers")).json().items).toEqual([]);
    expect((await app.store.pool.query("SELECT * FROM secrets")).rows).toEqual([]);
  });

  it("is a number of the real Twilio while nobody can reach this server", async () => {
    const { app, keys } = await house({}, { TWILIO_BASE_URL: "" });
    expect(await refused(app.send("POST", "/v1/phone-numbers", keys))).toEqual([409, "public-url-missing"]);
  });

  it("is a Twilio that does not answer", async () => {
    const { app, keys, twin } = await house();
    await twin.close();
    expect(await refused(app.send("POST", "/v1/phone-numbers", keys))).toEqual([502, "twilio-not-reached"]);
  });

  it("or a trial account's number works: it is told before and after", async () => {
    const { app, keys } = await house({ accountType: "Trial" });
    for (const dryRun of [true, false]) {
      const { accountType, routing, warnings } = (
        await app.send("POST", "/v1/phone-numbers", { ...keys, dryRun })
      ).json();
      expect([accountType, routing.state, warnings[0].code]).toEqual(["trial", "wrong", "trial-account"]);
    }
  });
});

describe("an account's token", () => {
  it("goes when it is wanted, and not while a number needs it; the environment's and the simulator's are not ours to take", async () => {
    const { app, keys } = await house();
    const sid = keys.accountSid;
    const forget = (which: string) => app.send("DELETE", `/v1/twilio/accounts/${which}`);
    const { id } = (await app.send("POST", "/v1/phone-numbers", keys)).json();
    const refusal = await forget(sid);
    expect([refusal.status, refusal.json().error.code]).toEqual([409, "twilio-account-in-use"]);
    expect(refusal.json().error.message).toContain(NUMBER);
    expect((await app.send("DELETE", `/v1/phone-numbers/${id}`)).status).toBe(204);
    expect((await forget(sid)).status).toBe(204);
    const { items } = (await app.get("/v1/twilio/accounts")).json();
    expect(items.map(({ accountSid }: { accountSid: string }) => accountSid)).not.toContain(sid);
    expect((await app.store.pool.query("SELECT FROM secrets")).rowCount).toBe(0);
    expect(await refused(forget(sid))).toEqual([404, "unknown-twilio-account"]);
    expect(await refused(forget(items[0].accountSid))).toEqual([409, "twilio-account-given"]);
  });
});

describe("the simulator", () => {
  it("gives a working number at once, and takes its keys like any account's", async () => {
    const { app } = await house();
    const { id, number, accountSid, accountType, routing } = (await app.send("POST", "/v1/simulator/numbers")).json();
    expect([accountType, routing.state]).toEqual(["twin", "ok"]);
    const second = (await app.send("POST", "/v1/simulator/numbers", {})).json();
    expect(second.number).not.toBe(number);
    expect((await app.get(`/v1/phone-numbers/${id}/diagnosis`)).json()).toMatchObject({ ok: true, action: "call" });
    const pasted = await app.send("POST", "/v1/phone-numbers", { number, carrier: "twilio", accountSid });
    expect(pasted.json()).toMatchObject({ id, accountType: "twin" });
  });
});

describe("an account", () => {
  it("is kept once Twilio takes its keys; then its numbers can be imported without pasting them again", async () => {
    const { app, keys, twin } = await house();
    const { accountSid, authToken } = keys;
    const wrong = await app.send("POST", "/v1/twilio/accounts", { accountSid, authToken: "0".repeat(32) });
    expect(wrong.json().error).toMatchObject({ code: "twilio-refused-key", message: expect.stringContaining("20003") });
    expect((await app.get(`/v1/twilio/accounts/${accountSid}/numbers`)).json().error.code).toBe(
      "unknown-twilio-account",
    );
    const kept = await app.send("POST", "/v1/twilio/accounts", { accountSid, authToken });
    expect(kept.json()).toEqual({ accountSid, accountType: "full", from: "entered" });
    expect((await app.get("/v1/twilio/accounts")).bytes.toString()).not.toContain(twin.authToken);
    const { items } = (await app.get(`/v1/twilio/accounts/${accountSid}/numbers`)).json();
    expect(items).toMatchObject([{ number: NUMBER, voiceUrl: THEIRS, phoneNumberId: null }]);
    const { id } = (
      await app.send("POST", "/v1/phone-numbers", { number: NUMBER, carrier: "twilio", accountSid })
    ).json();
    expect((await app.get(`/v1/twilio/accounts/${accountSid}/numbers`)).json().items[0].phoneNumberId).toBe(id);
  });

  it("buys a number once somebody has agreed to its price, and it leads here from its first second", async () => {
    const { app, keys, twin } = await house();
    const { accountSid, authToken } = keys;
    await app.send("POST", "/v1/twilio/accounts", { accountSid, authToken });
    const at = `/v1/twilio/accounts/${accountSid}`;
    const { items, price } = (await app.get(`${at}/available?country=US&areaCode=808`)).json();
    expect(price).toEqual({ amount: "1.15", currency: "USD", per: "month" });
    const { number } = items[0];
    expect((await app.send("POST", `${at}/buy`, { number, confirmed: false })).status).toBe(400);
    expect(twin.account.numbers.find(number)).toBeUndefined();
    const bought = await app.send("POST", `${at}/buy`, { number, confirmed: true });
    expect(bought.json()).toMatchObject({ number, routing: { state: "ok" } });
    const again = await app.send("POST", `${at}/buy`, { number, confirmed: true });
    expect([again.status, again.json().error.message]).toEqual([422, expect.stringContaining("21422")]);
    expect(twin.account.numbers.all).toHaveLength(2);
    const german = (await app.get(`${at}/available?country=DE`)).json();
    expect(german.items[0].addressRequirements).toBe("local");
    const papers = await app.send("POST", `${at}/buy`, { number: german.items[0].number, confirmed: true });
    expect(papers.json().error.message).toMatch(/216(31|49)/);
  });

  it("shows the account's papers where a country asks for them, and buys with those that are chosen", async () => {
    const { app, keys, twin } = await house();
    const { accountSid, authToken } = keys;
    await app.send("POST", "/v1/twilio/accounts", { accountSid, authToken });
    const at = `/v1/twilio/accounts/${accountSid}`;
    const asked = `${at}/papers?country=DE&type=local`;
    expect((await app.get(asked)).json()).toEqual({ addresses: [], bundles: [], bundlesUnderReview: 0 });
    const { papers } = twin.account;
    const place = { customerName: "Riverside Clinic", street: "Uferweg 3", city: "Berlin", postalCode: "10115" };
    const addressSid = papers.addAddress({ ...place, isoCountry: "DE" }).sid;
    const german = { isoCountry: "DE", numberType: "local" } as const;
    const bundleSid = papers.addBundle({ ...german, friendlyName: "Clinic", addressSids: [addressSid] }).sid;
    papers.addBundle({ ...german, friendlyName: "Later", status: "pending-review" });
    papers.addBundle({ ...german, friendlyName: "Never", status: "twilio-rejected" });
    papers.addBundle({ ...german, friendlyName: "Other", numberType: "mobile" });
    const whole = { friendlyName: null, streetSecondary: null, region: null };
    expect((await app.get(asked)).json()).toEqual({
      addresses: [{ ...place, ...whole, sid: addressSid, country: "DE" }],
      bundles: [{ sid: bundleSid, friendlyName: "Clinic", validUntil: null }],
      bundlesUnderReview: 1,
    });
    const order = { number: "+493023125000", confirmed: true, addressSid };
    expect((await app.send("POST", `${at}/buy`, order)).json().error.message).toContain("21649");
    expect((await app.send("POST", `${at}/buy`, { ...order, bundleSid })).status).toBe(201);
    expect(twin.account.numbers.find("+493023125000")?.settings).toMatchObject({
      ...{ AddressSid: addressSid, BundleSid: bundleSid },
    });
  });

  it("does not show papers without end", async () => {
    const { app, keys, twin } = await house();
    await app.send("POST", "/v1/twilio/accounts", { accountSid: keys.accountSid, authToken: keys.authToken });
    const place = { customerName: "Riverside Clinic", street: "Uferweg 3", city: "Berlin", postalCode: "10115" };
    for (let at = 0; at < 250; at++) {
      twin.account.papers.addAddress({ ...place, isoCountry: "DE" });
      twin.account.papers.addBundle({ friendlyName: `${at}`, isoCountry: "DE", numberType: "local" });
    }
    const given = (await app.get(`/v1/twilio/accounts/${keys.accountSid}/papers?country=DE`)).json();
    expect([given.addresses.length, given.bundles.length]).toEqual([200, 100]);
  });

  it("says why the papers cannot be shown", async () => {
    const { app, keys, twin } = await house();
    const { accountSid, authToken } = keys;
    const asked = `/v1/twilio/accounts/${accountSid}/papers?country=DE`;
    const refusal = async () => {
      const { status, json } = await app.get(asked);
      return [status, json().error.code];
    };
    expect(await refusal()).toEqual([404, "unknown-twilio-account"]);
    await app.send("POST", "/v1/twilio/accounts", { accountSid, authToken });
    expect((await app.get(`/v1/twilio/accounts/${accountSid}/papers?country=Germany`)).status).toBe(400);
    await twin.close();
    expect(await refusal()).toEqual([502, "twilio-not-reached"]);
  });

  it("has papers of the simulator's own where its numbers ask for them", async () => {
    const { app } = await house();
    const { items } = (await app.get("/v1/twilio/accounts")).json() as {
      items: { accountSid: string; from: string }[];
    };
    const at = `/v1/twilio/accounts/${items.find(({ from }) => from === "built-in")?.accountSid}`;
    const { addresses, bundles } = (await app.get(`${at}/papers?country=DE`)).json();
    const addressSid = addresses.find(({ country }: { country: string }) => country === "DE").sid;
    const order = { number: "+493023125001", confirmed: true, addressSid, bundleSid: bundles[0].sid };
    expect((await app.send("POST", `${at}/buy`, order)).status).toBe(201);
  });
});

describe("why did it not ring?", () => {
  const why = async (app: TestApp, id: string) => (await app.get(`/v1/phone-numbers/${id}/diagnosis`)).json();
  const connected = async (change: TwilioTwinOptions = {}) => {
    const parts = await house(change);
    const { id } = (await parts.app.send("POST", "/v1/phone-numbers", parts.keys)).json();
    return { ...parts, id: id as string };
  };

  it("because it leads elsewhere: one button points it here again", async () => {
    const { app, twin, owned, id } = await connected();
    expect(await why(app, id)).toMatchObject({ ok: true, code: "all-well" });
    twin.account.numbers.change(owned, { VoiceUrl: THEIRS });
    const { code, message, action } = await why(app, id);
    expect([code, action]).toEqual(["routing-elsewhere", "repair"]);
    expect(message).toContain(THEIRS);
    expect((await app.send("POST", `/v1/phone-numbers/${id}/check`)).json().routing.state).toBe("wrong");
    expect((await app.send("POST", `/v1/phone-numbers/${id}/repair`)).json().routing.state).toBe("ok");
    expect((await why(app, id)).ok).toBe(true);
  });

  it("is not called well while Twilio cannot be asked", async () => {
    const { app, twin, id } = await connected();
    await twin.close();
    const { ok, code, checks } = await why(app, id);
    expect([ok, code]).toEqual([true, "not-all-seen"]);
    expect(checks.map(({ state }: { state: string }) => state)).toContain("unknown");
  });

  it("because the account is suspended, or its token was changed, or the number was given back", async () => {
    const { app, twin, owned, id } = await connected();
    twin.account.status = "suspended";
    expect((await why(app, id)).code).toBe("twilio-account-not-active");
    twin.account.status = "active";
    twin.account.numbers.release(owned);
    expect(await why(app, id)).toMatchObject({ code: "number-not-in-account", action: "reconnect" });
    await app.store.pool.query("DELETE FROM secrets");
    const other = await startTestApp(database, {});
    open.push(other);
    expect(await why(other, id)).toMatchObject({ code: "twilio-token-lost", action: "reconnect" });
  });

  it("because Twilio's request was refused here; the next that is answered ends that", async () => {
    const { app, id } = await connected();
    await noteWebhook(app.store, NUMBER, "twilio-signature-invalid", Date.now());
    expect(await why(app, id)).toMatchObject({ code: "webhook-signature", action: "reconnect" });
    await noteWebhook(app.store, NUMBER, "answered", Date.now());
    expect((await why(app, id)).ok).toBe(true);
  });

  it("because Twilio met an error at our address", async () => {
    const { app, twin, id } = await connected();
    const call = twin.placeCall({ from: "+15550001111", to: NUMBER });
    await call.ended;
    const { code, message } = await why(app, id);
    expect(code).toBe("twilio-alert");
    expect(message).toMatch(/error 11\d{3}/);
  });
});
