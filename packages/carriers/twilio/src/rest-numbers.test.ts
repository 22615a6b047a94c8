/** Our client and an account's numbers, against the twin; what the twin would never say comes from a script. */
import { TwilioTwin } from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { TwilioRest } from "./rest-client.ts";
import type { RestOutcome, RestRequest } from "./rest-exchange.ts";
import { restOverTwin } from "./testing/rest-over-twin.ts";

const OWN = "+15550002222";
const FREE = "+14155550100";
const BERLIN = "+493023125000";
const ADDRESS = `AD${"a".repeat(32)}`;
const VOICE = "https://ours.example/twilio/voice";

async function unwrap<T>(asked: Promise<{ ok: true; value: T } | { ok: false; fault: { message: string } }>) {
  const result = await asked;
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

function scripted(...answers: (RestOutcome | object)[]) {
  const requests: RestRequest[] = [];
  const rest = new TwilioRest({
    accountSid: `AC${"a".repeat(32)}`,
    authToken: "token",
    sleep: async () => {},
    exchange: async (request) => {
      requests.push(request);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer !== undefined && "kind" in answer) return answer as RestOutcome;
      return { kind: "answered", status: 200, body: JSON.stringify(answer) };
    },
  });
  return { rest, requests };
}

describe("a number's rent", () => {
  it("is what Twilio's price list says for its country and type; null where it says nothing", async () => {
    const { rest } = restOverTwin();
    expect(await rest.fetchNumberPrice("US", "tollFree")).toEqual({
      ok: true,
      value: { amount: "2.15", currency: "USD" },
    });
    expect(await rest.fetchNumberPrice("DE", "mobile")).toEqual({ ok: true, value: null });
    expect(await rest.fetchNumberPrice("FR", "local")).toEqual({ ok: true, value: null });
    expect(await rest.fetchNumberPrice("usa", "local")).toMatchObject({ ok: false });
  });
});

describe("the account", () => {
  it("says what kind it is and whether it is active", async () => {
    const { rest, twin } = restOverTwin({ accountType: "Trial" });
    twin.account.status = "suspended";
    expect(await unwrap(rest.fetchAccount())).toMatchObject({ type: "Trial", status: "suspended" });
    expect(await scripted({ sid: "AC1" }).rest.fetchAccount()).toMatchObject({
      ok: false,
      fault: { code: "twilio-answer-malformed" },
    });
  });

  it("whose token is wrong is told so", async () => {
    const { twin } = restOverTwin();
    const exchange = async ({ method, url, headers }: RestRequest): Promise<RestOutcome> => {
      const path = url.replace("https://api.twilio.com", "");
      const { status, json } = twin.rest({ method, path, headers, body: "" });
      return { kind: "answered", status, body: JSON.stringify(json) };
    };
    const stranger = new TwilioRest({ accountSid: twin.accountSid, authToken: "wrong", exchange });
    expect(await stranger.findNumber(OWN)).toMatchObject({ fault: { code: "twilio-20003", httpStatus: 401 } });
  });
});

describe("a number", () => {
  it("is found by its whole name, not by a part of it", async () => {
    const { rest, twin } = restOverTwin({ ownedNumbers: [`${OWN}3`, OWN] });
    expect((await unwrap(rest.findNumber(OWN)))?.sid).toBe(twin.account.numbers.find(OWN)?.sid);
    expect(await unwrap(rest.findNumber("+1555000"))).toBeNull();
  });

  it("is one of as many as the account has, over several pages", async () => {
    const many = Array.from({ length: 7 }, (_, at) => `+1555777000${at}`);
    const { rest, requests } = restOverTwin({ ownedNumbers: many });
    expect((await unwrap(rest.listNumbers())).map(({ number }) => number)).toEqual(many);
    expect(await unwrap(rest.listNumbers({ limit: 3 }))).toHaveLength(3);
    expect(requests).toHaveLength(2);
    const page = (next: string) => ({ incoming_phone_numbers: [], next_page_uri: next });
    const path = `/2010-04-01/Accounts/AC${"a".repeat(32)}/IncomingPhoneNumbers.json`;
    const paged = scripted(page(`${path}?Page=1&PageToken=x`), page(""));
    expect(await unwrap(paged.rest.listNumbers())).toEqual([]);
    expect(paged.requests.map(({ url }) => url)[1]).toBe(`https://api.twilio.com${path}?Page=1&PageToken=x`);
  });

  it.each([
    ["another host", "https://elsewhere.example/steal"],
    ["another list", "/2010-04-01/Accounts/ACx/Calls.json"],
    ["nonsense", 17],
  ])("is not looked for where a page leads to %s", async (_where, next) => {
    const { rest, requests } = scripted({ incoming_phone_numbers: [], next_page_uri: next });
    expect(await rest.listNumbers()).toMatchObject({ ok: false, fault: { code: "twilio-answer-malformed" } });
    expect(requests).toHaveLength(1);
  });

  it("is not looked for without end", async () => {
    const path = `/2010-04-01/Accounts/AC${"a".repeat(32)}/IncomingPhoneNumbers.json?Page=1`;
    const { rest, requests } = scripted({ incoming_phone_numbers: [], next_page_uri: path });
    expect(await rest.listNumbers()).toMatchObject({ ok: false, fault: { code: "twilio-answer-malformed" } });
    expect(requests).toHaveLength(20);
  });

  it("that cannot be read is not passed over as if the account had none", async () => {
    const { rest } = scripted({ incoming_phone_numbers: [{ sid: "PN1", phone_number: OWN }] });
    expect(await rest.findNumber(OWN)).toMatchObject({ ok: false, fault: { code: "twilio-answer-malformed" } });
  });

  it("is routed, and says so", async () => {
    const { rest, twin } = restOverTwin({ ownedNumbers: [OWN] });
    const sid = String(twin.account.numbers.find(OWN)?.sid);
    const routed = await unwrap(rest.updateNumber(sid, { voiceUrl: VOICE, voiceMethod: "GET" }));
    expect(routed.routing).toMatchObject({ voiceUrl: VOICE, voiceMethod: "GET", smsUrl: "" });
    expect((await unwrap(rest.fetchNumber(sid))).routing).toEqual(routed.routing);
    expect((await unwrap(rest.updateNumber(sid, { voiceUrl: "" }))).routing).toMatchObject({ voiceUrl: "" });
    expect(await rest.updateNumber(`PN${"0".repeat(32)}`, { voiceUrl: VOICE })).toMatchObject({
      fault: { code: "twilio-20404" },
    });
  });

  it("whose routing was not confirmed is read back", async () => {
    const { rest, twin, posts } = restOverTwin({ ownedNumbers: [OWN] });
    const sid = String(twin.account.numbers.find(OWN)?.sid);
    twin.troubleRest("reset-after");
    expect(await rest.updateNumber(sid, { voiceUrl: VOICE })).toMatchObject({ ok: true });
    twin.troubleRest("error-before");
    expect(await rest.updateNumber(sid, { voiceUrl: `${VOICE}2` })).toMatchObject({
      fault: { code: "outcome-unknown" },
    });
    expect(posts()).toBe(2);
  });

  it.each([
    ["no plus", "15550002222"],
    ["spaces", "+1 555 000 2222"],
    ["a pattern", "+1555*"],
  ])("is refused before anything is sent: %s", async (_why, number) => {
    const { rest, requests } = restOverTwin();
    expect(await rest.findNumber(number)).toMatchObject({ fault: { code: "twilio-number-invalid" } });
    expect(await rest.buyNumber({ number })).toMatchObject({ fault: { code: "twilio-number-invalid" } });
    expect(requests).toEqual([]);
  });

  it("is not asked for by something that is no identifier", async () => {
    const { rest, requests } = restOverTwin();
    const asked = [
      rest.fetchNumber("PN1/../../Calls"),
      rest.updateNumber(`CA${"a".repeat(32)}`, {}),
      rest.buyNumber({ number: FREE, addressSid: "home" }),
      rest.buyNumber({ number: FREE, bundleSid: ADDRESS }),
      rest.searchNumbers({ country: "us" }),
      rest.searchNumbers({ country: "US", areaCode: "41" }),
      rest.searchNumbers({ country: "US", contains: "4&x=1" }),
      rest.listRecordings({ callSid: "CA1" }),
      rest.listAlerts({ since: "yesterday" }),
    ];
    for (const each of await Promise.all(asked))
      expect(each).toMatchObject({ fault: { code: "twilio-input-invalid" } });
    expect(requests).toEqual([]);
  });
});

describe("a search", () => {
  it("finds what is for sale, with what it can do and which papers it wants", async () => {
    const { rest } = restOverTwin();
    const inHilo = await unwrap(rest.searchNumbers({ country: "US", areaCode: "808", sms: true, limit: 3 }));
    expect(inHilo).toHaveLength(3);
    expect(inHilo[0]).toEqual({
      ...{ number: "+18085550100", country: "US", locality: "Hilo", region: null, beta: false },
      ...{ addressRequirements: "none", capabilities: { voice: true, sms: true, mms: true } },
    });
    const berlin = await unwrap(rest.searchNumbers({ country: "DE" }));
    expect(berlin[0]).toMatchObject({ number: BERLIN, addressRequirements: "local", capabilities: { sms: false } });
    expect(await unwrap(rest.searchNumbers({ country: "DE", withoutAddress: "local" }))).toEqual([]);
    expect(await unwrap(rest.searchNumbers({ country: "US", contains: "212555" }))).toHaveLength(20);
  });

  it("finds nothing where there is nothing", async () => {
    const { rest } = restOverTwin();
    expect(await unwrap(rest.searchNumbers({ country: "US", type: "mobile" }))).toEqual([]);
    expect(await unwrap(rest.searchNumbers({ country: "ZZ" }))).toEqual([]);
  });
});

describe("buying", () => {
  it("gives the number, routed from its first second", async () => {
    const { rest } = restOverTwin();
    const bought = await unwrap(rest.buyNumber({ number: FREE, friendlyName: "Desk", routing: { voiceUrl: VOICE } }));
    expect(bought).toMatchObject({ number: FREE, friendlyName: "Desk", routing: { voiceUrl: VOICE } });
    expect(await unwrap(rest.findNumber(FREE))).toEqual(bought);
  });

  it("says what is missing", async () => {
    const { rest, twin } = restOverTwin();
    const codeOf = async (order: Parameters<typeof rest.buyNumber>[0]) => {
      const result = await rest.buyNumber(order);
      return result.ok ? "bought" : result.fault.code;
    };
    const { papers } = twin.account;
    const place = { customerName: "Riverside Clinic", street: "Uferweg 3", city: "Berlin", postalCode: "10115" };
    const abroad = papers.addAddress({ ...place, isoCountry: "EE" }).sid;
    const addressSid = papers.addAddress({ ...place, isoCountry: "DE" }).sid;
    const bundleSid = papers.addBundle({ friendlyName: "Clinic", isoCountry: "DE", numberType: "local" }).sid;
    expect(await codeOf({ number: BERLIN })).toBe("twilio-21631");
    expect(await codeOf({ number: BERLIN, addressSid: ADDRESS })).toBe("twilio-21651");
    expect(await codeOf({ number: BERLIN, addressSid: abroad })).toBe("twilio-21615");
    expect(await codeOf({ number: BERLIN, addressSid })).toBe("twilio-21649");
    expect(await codeOf({ number: BERLIN, addressSid, bundleSid })).toBe("bought");
    expect(await codeOf({ number: "+15559999999" })).toBe("twilio-21422");
    twin.account.status = "suspended";
    expect(await codeOf({ number: FREE })).toBe("twilio-20005");
    const trial = restOverTwin({ accountType: "Trial", ownedNumbers: [OWN] });
    expect(await trial.rest.buyNumber({ number: FREE })).toMatchObject({ fault: { code: "twilio-21404" } });
  });

  it("asks once: not again after 429, and not where nothing was sent", async () => {
    const { rest, twin, posts } = restOverTwin();
    twin.troubleRest("too-many");
    expect(await rest.buyNumber({ number: FREE })).toMatchObject({ fault: { code: "twilio-20429", retryable: true } });
    expect(posts()).toBe(1);
    expect(twin.account.numbers.all).toEqual([]);
    const away = scripted({ kind: "not-connected", because: "ECONNREFUSED" });
    expect(await away.rest.buyNumber({ number: FREE })).toMatchObject({ fault: { code: "twilio-unreachable" } });
    expect(away.requests).toHaveLength(1);
  });

  it.each(["internal-error-after", "error-after", "reset-after", "silent-after"] as const)(
    "finds the number that it has bought though the answer was lost: %s",
    async (trouble) => {
      const { rest, twin, posts } = restOverTwin();
      twin.troubleRest(trouble);
      expect(await unwrap(rest.buyNumber({ number: FREE }))).toMatchObject({ number: FREE });
      expect([posts(), twin.account.numbers.all.length]).toEqual([1, 1]);
    },
  );

  it("finds it over real HTTP too, whether the connection breaks or stays silent", async () => {
    const twin = new TwilioTwin({ seed: 1 });
    const { accountSid, authToken } = twin;
    const baseUrl = await twin.listen();
    const rest = new TwilioRest({ accountSid, authToken, baseUrl, timeoutMs: 200, sleep: async () => {} });
    twin.troubleRest("reset-after");
    expect(await unwrap(rest.buyNumber({ number: FREE }))).toMatchObject({ number: FREE });
    twin.troubleRest("silent-after");
    expect(await unwrap(rest.buyNumber({ number: "+12125550100" }))).toMatchObject({ number: "+12125550100" });
    expect(await unwrap(rest.listAlerts())).toEqual([]);
    await twin.close();
  });

  it("does not know, and says so, where the number does not show", async () => {
    const { rest, twin, posts, requests } = restOverTwin();
    twin.troubleRest("silent-before");
    expect(await rest.buyNumber({ number: FREE })).toMatchObject({ fault: { code: "outcome-unknown" } });
    expect([posts(), requests.length]).toEqual([1, 4]);
  });
});
