/** An account's addresses and bundles, read by our client; what the twin would never say comes from a script. */
import { describe, expect, it } from "vitest";
import { TwilioRest } from "./rest-client.ts";
import { restOverTwin } from "./testing/rest-over-twin.ts";

const DESK = { customerName: "Riverside Clinic", street: "Uferweg 3", city: "Berlin", postalCode: "10115" };
const GERMAN = { country: "DE", type: "local" } as const;

function scripted(...answers: object[]) {
  const asked: string[] = [];
  const rest = new TwilioRest({
    ...{ accountSid: `AC${"a".repeat(32)}`, authToken: "token", sleep: async () => {} },
    exchange: async ({ url }) => {
      asked.push(url);
      return { kind: "answered", status: 200, body: JSON.stringify(answers.shift()) };
    },
  });
  return { rest, asked };
}

describe("addresses", () => {
  it("are all that the account has, over several pages", async () => {
    const { rest, twin } = restOverTwin();
    for (let at = 0; at < 5; at++) twin.account.papers.addAddress({ ...DESK, isoCountry: "DE" });
    const shop = twin.account.papers.addAddress({ ...DESK, isoCountry: "GB", streetSecondary: "Floor 2" });
    const listed = await rest.listAddresses();
    expect(listed).toMatchObject({ ok: true, value: { length: 6 } });
    expect(listed.ok && listed.value[5]).toEqual({
      ...{ ...DESK, sid: shop.sid, country: "GB", friendlyName: null, streetSecondary: "Floor 2", region: null },
    });
    expect(await rest.listAddresses({ limit: 2 })).toMatchObject({ value: { length: 2 } });
  });

  it("are read whatever else Twilio says of them; one that is none is left out", async () => {
    const sid = `AD${"1".repeat(32)}`;
    const next = `/2010-04-01/Accounts/AC${"a".repeat(32)}/Addresses.json?Page=1`;
    const { rest, asked } = scripted(
      {
        addresses: [
          { sid: "AD1", iso_country: "DE" },
          { sid, iso_country: "Germany" },
        ],
        next_page_uri: next,
      },
      { addresses: [{ sid, iso_country: "DE", city: " ", street: 7, moon: {} }], next_page_uri: null },
    );
    expect(await rest.listAddresses()).toMatchObject({ ok: true, value: [{ sid, city: null, street: null }] });
    expect(asked[1]).toBe(`https://api.twilio.com${next}`);
    const other = scripted({ adresses: [] });
    expect(await other.rest.listAddresses()).toMatchObject({ fault: { code: "twilio-answer-malformed" } });
  });
});

describe("bundles", () => {
  it("are those for the country and type, each with what it is worth", async () => {
    const { rest, twin, requests } = restOverTwin();
    const { papers } = twin.account;
    const paper = { isoCountry: "DE", numberType: "local" } as const;
    const validUntilMs = twin.nowMs() + 86_400_000;
    papers.addBundle({ ...paper, friendlyName: "Approved", validUntilMs });
    papers.addBundle({ ...paper, friendlyName: "Provisional", status: "provisionally-approved" });
    papers.addBundle({ ...paper, friendlyName: "Waiting", status: "pending-review" });
    papers.addBundle({ ...paper, friendlyName: "Read", status: "in-review" });
    papers.addBundle({ ...paper, friendlyName: "Bad", status: "twilio-rejected" });
    papers.addBundle({ ...paper, friendlyName: "Begun", status: "draft" });
    papers.addBundle({ ...paper, friendlyName: "Free", numberType: "toll-free" });
    const listed = await rest.listBundles(GERMAN);
    const states = listed.ok ? listed.value.map(({ friendlyName, state }) => `${friendlyName}: ${state}`) : [];
    expect(states.toReversed()).toEqual([
      ...["Approved: approved", "Provisional: approved", "Waiting: under-review", "Read: under-review"],
      ...["Bad: rejected", "Begun: draft"],
    ]);
    expect(listed.ok && listed.value.at(-1)?.validUntil).toBe(new Date(validUntilMs).toISOString());
    expect(await rest.listBundles({ country: "DE", type: "tollFree" })).toMatchObject({
      value: [{ friendlyName: "Free", validUntil: null }],
    });
    expect(requests[0]?.url).toBe(
      "https://numbers.twilio.com/v2/RegulatoryCompliance/Bundles?IsoCountry=DE&NumberType=local&PageSize=500",
    );
    expect(await rest.listBundles({ country: "de", type: "local" })).toMatchObject({
      fault: { code: "twilio-input-invalid" },
    });
  });

  it("come page by page from the same host; a state that nobody knows approves nothing", async () => {
    const sid = `BU${"2".repeat(32)}`;
    const bundles = "/v2/RegulatoryCompliance/Bundles";
    const { rest, asked } = scripted(
      { results: [{ sid: "BU2" }], meta: { next_page_url: `https://elsewhere.example${bundles}?Page=1` } },
      { results: [{ sid, status: "moon-approved", valid_until: "soon" }], meta: { next_page_url: null } },
    );
    expect(await rest.listBundles(GERMAN)).toEqual({
      ...{ ok: true, value: [{ sid, friendlyName: null, state: "other", validUntil: null }] },
    });
    expect(asked[1]).toBe(`https://numbers.twilio.com${bundles}?Page=1`);
  });

  it("that cannot be asked for are a fault like any other", async () => {
    const { rest, twin } = restOverTwin();
    twin.account.papers.addBundle({ isoCountry: "DE", numberType: "local", friendlyName: "Approved" });
    twin.troubleRest("silent-before", "silent-before", "silent-before", "silent-before");
    expect(await rest.listBundles(GERMAN)).toMatchObject({ ok: false, fault: { code: "twilio-unreachable" } });
  });
});
