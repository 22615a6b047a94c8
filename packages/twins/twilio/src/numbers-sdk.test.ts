/** An account's numbers, through Twilio's own SDK: searched, bought, routed, read back, given back. */
import type { Twilio } from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { only, setUp } from "./testing/test-server.ts";
import { sdkFor } from "./testing/twin-sdk.ts";
import type { TwilioTwinOptions } from "./twilio-twin.ts";

const OWN = "+15550002222";
const FREE = "+14155550100";
const VOICE = "https://server.test/voice";
const BERLIN = "+493023125000";
const DESK = { customerName: "Riverside Clinic", street: "Uferweg 3", city: "Berlin", postalCode: "10115" };
const SHOP = { customerName: "Riverside Shop", street: "5 Quay St", city: "London", postalCode: "SE1 2AA" };
const PAPERS = { friendlyName: "Riverside, Berlin", isoCountry: "DE", numberType: "local" } as const;

let world: ReturnType<typeof setUp>;
let sdk: Twilio;

async function begin(options: TwilioTwinOptions) {
  world = setUp({ "/voice": "<Say>Hello.</Say>" }, options);
  sdk = sdkFor(world.twin, await world.twin.listen());
}

beforeEach(() => begin({ ownedNumbers: [OWN] }));
afterEach(() => world.twin.close());

describe("the account's numbers", () => {
  it("are found by the number, by a part of it, and page by page", async () => {
    for (let at = 0; at < 4; at++) world.twin.addNumber(`+1555777000${at}`, { FriendlyName: `Desk ${at}` });
    expect(only(await sdk.incomingPhoneNumbers.list({ phoneNumber: OWN })).phoneNumber).toBe(OWN);
    expect(await sdk.incomingPhoneNumbers.list({ phoneNumber: "777****", pageSize: 3 })).toHaveLength(4);
    expect(only(await sdk.incomingPhoneNumbers.list({ friendlyName: "Desk 2" })).phoneNumber).toBe("+15557770002");
    expect(await sdk.incomingPhoneNumbers.list({ phoneNumber: "+15550009999" })).toEqual([]);
  });

  it("are routed, and say afterwards how", async () => {
    const number = only(await sdk.incomingPhoneNumbers.list());
    expect(number).toMatchObject({ voiceUrl: "", voiceMethod: "POST", smsUrl: "", status: "in-use", type: "local" });
    const settings = {
      ...{ voiceUrl: VOICE, voiceMethod: "GET", voiceFallbackUrl: "https://backup.test/voice" },
      ...{ statusCallback: "https://server.test/status", smsUrl: "https://server.test/sms", friendlyName: "Front" },
    };
    await sdk.incomingPhoneNumbers(number.sid).update(settings);
    expect(await sdk.incomingPhoneNumbers(number.sid).fetch()).toMatchObject(settings);
    await sdk.incomingPhoneNumbers(number.sid).update({ voiceUrl: "" });
    expect(await sdk.incomingPhoneNumbers(number.sid).fetch()).toMatchObject({ voiceUrl: "", friendlyName: "Front" });
  });

  it("belong to a trunk or to an application, never to both", async () => {
    const { sid } = only(await sdk.incomingPhoneNumbers.list());
    const voiceApplicationSid = `AP${"a".repeat(32)}`;
    const trunkSid = `TK${"b".repeat(32)}`;
    await sdk.incomingPhoneNumbers(sid).update({ voiceApplicationSid });
    expect(await sdk.incomingPhoneNumbers(sid).fetch()).toMatchObject({ voiceApplicationSid, trunkSid: null });
    await sdk.incomingPhoneNumbers(sid).update({ trunkSid });
    expect(await sdk.incomingPhoneNumbers(sid).fetch()).toMatchObject({ voiceApplicationSid: null, trunkSid });
  });

  it("take no settings that Twilio would not take", async () => {
    const { sid } = only(await sdk.incomingPhoneNumbers.list());
    const attempts: [Promise<unknown>, number, number][] = [
      [sdk.incomingPhoneNumbers(sid).update({ voiceUrl: "not an address" }), 21205, 400],
      [sdk.incomingPhoneNumbers(sid).update({ voiceMethod: "PATCH" }), 20001, 400],
      [sdk.incomingPhoneNumbers(sid).update({ friendlyName: "x".repeat(65) }), 20001, 400],
      [sdk.incomingPhoneNumbers(`PN${"0".repeat(32)}`).fetch(), 20404, 404],
      [sdk.incomingPhoneNumbers(`PN${"0".repeat(32)}`).update({ voiceUrl: VOICE }), 20404, 404],
    ];
    for (const [attempt, code, status] of attempts) await expect(attempt).rejects.toMatchObject({ code, status });
  });
});

describe("a search", () => {
  it("finds numbers by area, by digits or letters, and by what they can do", async () => {
    const us = sdk.availablePhoneNumbers("US");
    const inHilo = await us.local.list({ areaCode: 808, limit: 5 });
    expect(inHilo).toHaveLength(5);
    expect(inHilo[0]).toMatchObject({ isoCountry: "US", locality: "Hilo", addressRequirements: "none" });
    expect((await us.local.list({ contains: "415555*" })).every(({ phoneNumber }) => /415555/.test(phoneNumber))).toBe(
      true,
    );
    expect(await us.local.list({ contains: "HILO" })).toEqual([]);
    expect(await us.local.list({ areaCode: 907 })).toEqual([]);
    expect((await us.tollFree.list())[0]?.phoneNumber).toMatch(/^\+1800/);
    const estonia = sdk.availablePhoneNumbers("EE");
    expect(await estonia.local.list({ smsEnabled: true })).toEqual([]);
    expect((await estonia.mobile.list({ smsEnabled: true })).length).toBeGreaterThan(0);
  });

  it("tells which papers a country wants, and leaves such numbers out when asked to", async () => {
    const wants = async (country: string) =>
      (await sdk.availablePhoneNumbers(country).local.list({ limit: 1 }))[0]?.addressRequirements;
    expect(await Promise.all(["US", "GB", "DE", "EE"].map(wants))).toEqual(["none", "any", "local", "foreign"]);
    const germany = sdk.availablePhoneNumbers("DE").local;
    expect(await germany.list({ excludeLocalAddressRequired: true })).toEqual([]);
    expect((await germany.list({ excludeForeignAddressRequired: true })).length).toBeGreaterThan(0);
    expect(await sdk.availablePhoneNumbers("GB").local.list({ excludeAllAddressRequired: true })).toEqual([]);
  });

  it("knows its countries, and has nothing elsewhere", async () => {
    const countries = await sdk.availablePhoneNumbers.list();
    expect(countries.map(({ countryCode }) => countryCode)).toEqual(["US", "CA", "GB", "DE", "EE"]);
    expect(await sdk.availablePhoneNumbers("US").fetch()).toMatchObject({ country: "United States" });
    await expect(sdk.availablePhoneNumbers("US").mobile.list()).rejects.toMatchObject({ code: 20404 });
    await expect(sdk.availablePhoneNumbers("ZZ").local.list()).rejects.toMatchObject({ code: 20404 });
  });

  it("says what a number costs a month", async () => {
    const { phoneNumberPrices, priceUnit } = await sdk.pricing.v1.phoneNumbers.countries("US").fetch();
    expect(priceUnit).toBe("USD");
    expect(phoneNumberPrices).toContainEqual({ basePrice: "1.15", currentPrice: "1.15", numberType: "local" });
    expect((await sdk.pricing.v1.phoneNumbers.countries.list({ pageSize: 2 })).length).toBe(4);
    await expect(sdk.pricing.v1.phoneNumbers.countries("ZZ").fetch()).rejects.toMatchObject({ code: 20404 });
  });
});

describe("an account's papers", () => {
  it("are addresses, page by page or of one country", async () => {
    const { papers } = world.twin.account;
    for (const isoCountry of ["DE", "GB", "DE"]) papers.addAddress({ ...DESK, isoCountry });
    const { sid } = papers.addAddress({ ...SHOP, isoCountry: "GB", streetSecondary: "Floor 2", validated: true });
    expect(await sdk.addresses.list({ pageSize: 3 })).toHaveLength(4);
    expect((await sdk.addresses.list({ isoCountry: "DE" })).map(({ city }) => city)).toEqual(["Berlin", "Berlin"]);
    expect(only(await sdk.addresses.list({ customerName: "Riverside Shop" }))).toMatchObject({
      ...{ ...SHOP, sid, isoCountry: "GB", streetSecondary: "Floor 2", friendlyName: "", region: "" },
      ...{ validated: true, verified: false, emergencyEnabled: false },
    });
    expect((await sdk.addresses(sid).fetch()).dateCreated.getTime()).toBe(world.twin.nowMs());
    await expect(sdk.addresses(`AD${"0".repeat(32)}`).fetch()).rejects.toMatchObject({ code: 20404 });
  });

  it("are bundles, newest first, by state, country and kind of number", async () => {
    const { papers } = world.twin.account;
    const validUntilMs = world.twin.nowMs() + 86_400_000;
    const approved = papers.addBundle({ ...PAPERS, validUntilMs });
    papers.addBundle({ ...PAPERS, status: "pending-review", friendlyName: "Second" });
    papers.addBundle({ ...PAPERS, isoCountry: "GB", numberType: "mobile" });
    const { bundles } = sdk.numbers.v2.regulatoryCompliance;
    const german = await bundles.list({ isoCountry: "DE", numberType: "local", pageSize: 1 });
    expect(german.map(({ status }) => status)).toEqual(["pending-review", "twilio-approved"]);
    expect(only(await bundles.list({ status: "twilio-approved", isoCountry: "DE" }))).toMatchObject({
      ...{ sid: approved.sid, friendlyName: "Riverside, Berlin", validUntil: new Date(validUntilMs) },
    });
    expect((await bundles(approved.sid).fetch()).regulationSid).toMatch(/^RN/);
    await expect(bundles(`BU${"0".repeat(32)}`).fetch()).rejects.toMatchObject({ code: 20404 });
  });
});

describe("buying", () => {
  it("gives the number with its routing; given back, it is gone", async () => {
    const bought = await sdk.incomingPhoneNumbers.create({ phoneNumber: FREE, voiceUrl: VOICE });
    expect(bought).toMatchObject({ phoneNumber: FREE, voiceUrl: VOICE, capabilities: { voice: true, sms: true } });
    const local = await sdk.availablePhoneNumbers("US").local.list({ contains: FREE.slice(1) });
    expect(local).toEqual([]);
    expect(await sdk.incomingPhoneNumbers(bought.sid).remove()).toBe(true);
    await expect(sdk.incomingPhoneNumbers(bought.sid).fetch()).rejects.toMatchObject({ code: 20404 });
    await expect(sdk.incomingPhoneNumbers.create({ phoneNumber: FREE })).rejects.toMatchObject({ code: 21422 });
  });

  it("takes any number of an area", async () => {
    expect((await sdk.incomingPhoneNumbers.create({ areaCode: "212" })).phoneNumber).toMatch(/^\+1212/);
    await expect(sdk.incomingPhoneNumbers.create({ areaCode: "907" })).rejects.toMatchObject({ code: 21452 });
  });

  it("wants the papers of the country", async () => {
    const { papers } = world.twin.account;
    const create = sdk.incomingPhoneNumbers.create;
    const { sid: addressSid } = papers.addAddress({ ...DESK, isoCountry: "DE" });
    const { sid: bundleSid } = papers.addBundle({ ...PAPERS, addressSids: [addressSid] });
    await expect(create({ phoneNumber: BERLIN })).rejects.toMatchObject({ code: 21631, status: 400 });
    await expect(create({ phoneNumber: BERLIN, addressSid })).rejects.toMatchObject({ code: 21649 });
    const bought = await create({ phoneNumber: BERLIN, addressSid, bundleSid });
    expect(bought).toMatchObject({ addressSid, bundleSid, addressRequirements: "local" });
  });

  it("takes an address that is the account's, and where the country wants it", async () => {
    const { papers } = world.twin.account;
    const berlin = papers.addAddress({ ...DESK, isoCountry: "DE" }).sid;
    const tallinn = papers.addAddress({ ...DESK, isoCountry: "EE" }).sid;
    const refusalOf = (phoneNumber: string, addressSid: string) =>
      sdk.incomingPhoneNumbers.create({ phoneNumber, addressSid }).then(
        () => null,
        ({ code }) => code,
      );
    expect(await refusalOf("+442079460000", `AD${"a".repeat(32)}`)).toBe(21651);
    expect(await refusalOf(BERLIN, tallinn)).toBe(21615);
    expect(await refusalOf("+3726000000", tallinn)).toBe(21631);
    expect(await refusalOf("+442079460000", berlin)).toBeNull();
    expect(await refusalOf("+3726000000", berlin)).toBeNull();
  });

  it("takes a bundle that is the account's, approved, and made for such a number and its address", async () => {
    const { papers } = world.twin.account;
    const addressSid = papers.addAddress({ ...DESK, isoCountry: "DE" }).sid;
    const wrong = [
      { sid: `BU${"b".repeat(32)}` },
      papers.addBundle({ ...PAPERS, status: "in-review" }),
      papers.addBundle({ ...PAPERS, status: "twilio-rejected" }),
      papers.addBundle({ ...PAPERS, isoCountry: "GB" }),
      papers.addBundle({ ...PAPERS, numberType: "mobile" }),
    ];
    const create = sdk.incomingPhoneNumbers.create;
    for (const { sid } of wrong) {
      const attempt = create({ phoneNumber: BERLIN, addressSid, bundleSid: sid });
      await expect(attempt).rejects.toMatchObject({ code: 21649, message: expect.stringContaining(sid) });
    }
    const ofOthers = papers.addBundle({ ...PAPERS, addressSids: [`AD${"c".repeat(32)}`] }).sid;
    await expect(create({ phoneNumber: BERLIN, addressSid, bundleSid: ofOthers })).rejects.toMatchObject({
      ...{ code: 21651, message: "Address not contained in bundle" },
    });
    const provisional = papers.addBundle({ ...PAPERS, status: "provisionally-approved" }).sid;
    expect((await create({ phoneNumber: BERLIN, addressSid, bundleSid: provisional })).bundleSid).toBe(provisional);
  });

  it("refuses what is not for sale", async () => {
    const create = sdk.incomingPhoneNumbers.create;
    await expect(create({ phoneNumber: "5551234" })).rejects.toMatchObject({ code: 21421 });
    await expect(create({ phoneNumber: "+15559999999" })).rejects.toMatchObject({ code: 21422 });
    await expect(create({ phoneNumber: OWN })).rejects.toMatchObject({ code: 21422 });
    world.twin.account.status = "suspended";
    await expect(create({ phoneNumber: FREE })).rejects.toMatchObject({ code: 20005, status: 403 });
    expect((await sdk.api.v2010.account.fetch()).status).toBe("suspended");
  });

  it("gives a trial account one number", async () => {
    await world.twin.close();
    await begin({ accountType: "Trial", ownedNumbers: [] });
    expect((await sdk.incomingPhoneNumbers.create({ phoneNumber: FREE })).phoneNumber).toBe(FREE);
    await expect(sdk.incomingPhoneNumbers.create({ areaCode: "212" })).rejects.toMatchObject({ code: 21404 });
  });
});
