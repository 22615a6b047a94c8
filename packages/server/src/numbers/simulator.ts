/**
 * The Twilio account that is built in, for those who have none yet: its REST API is the twin's, its numbers are kept in the
 * store, and what changes them waits for its turn. It makes no calls: whoever places one asks where a number leads.
 */
import type { RestExchange } from "@offhook/carrier-twilio";
import { type OwnedNumber, TwilioTwin } from "@offhook/twin-twilio";
import type { Store } from "../store/store.ts";
import { addSimulatorPapers } from "./simulator-papers.ts";

const SETTING = "simulator-numbers";
const HOST = /^https:\/\/(api|monitor|pricing|numbers)\.twilio\.com/;
/** The first number on sale in the first country that asks for nothing. */
const COUNTRY = "US";

interface Keys {
  accountSid: string;
  authToken: string;
}

export function simulatorExchange(store: Store, account: Keys): RestExchange {
  return ({ method, url, headers, body = "" }) =>
    withTwin(store, account, (twin) => {
      const { status, json } = twin.rest({ method, path: url.replace(HOST, ""), headers, body });
      return { kind: "answered", status, body: JSON.stringify(json) };
    });
}

/** A number of the account that nobody has connected yet, bought where there is none. E.164. */
export function freeSimulatorNumber(store: Store, account: Keys, taken: ReadonlySet<string>): Promise<string> {
  return withTwin(store, account, (twin) => {
    const free = twin.account.numbers.all.find(({ phoneNumber }) => !taken.has(phoneNumber));
    return (free ?? twin.addNumber(numberForSale(twin, account))).phoneNumber;
  });
}

/** Where a call to that number goes; null: the account does not have it, or it leads nowhere. */
export async function simulatorRoute(
  store: Store,
  number: string,
): Promise<{ voiceUrl: string; statusCallback: string } | null> {
  const { rows } = await store.pool.query<{ value: OwnedNumber[] }>("SELECT value FROM settings WHERE name = $1", [
    SETTING,
  ]);
  const settings = rows[0]?.value.find(({ phoneNumber }) => phoneNumber === number)?.settings;
  return settings?.VoiceUrl ? { voiceUrl: settings.VoiceUrl, statusCallback: settings.StatusCallback } : null;
}

function numberForSale(twin: TwilioTwin, { accountSid, authToken }: Keys): string {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const path = `/2010-04-01/Accounts/${accountSid}/AvailablePhoneNumbers/${COUNTRY}/Local.json`;
  const { json } = twin.rest({ method: "GET", path, headers: { authorization }, body: "" });
  const found = (json as { available_phone_numbers?: { phone_number: string }[] }).available_phone_numbers?.[0];
  if (!found) throw new Error("the simulator has no number left");
  return found.phone_number;
}

/** The lock makes two changes follow on each other, whichever worker they come to. */
function withTwin<T>(store: Store, account: Keys, use: (twin: TwilioTwin) => T): Promise<T> {
  return store.transaction(async (client) => {
    await client.query("INSERT INTO settings (name, value) VALUES ($1, '[]') ON CONFLICT DO NOTHING", [SETTING]);
    const read = "SELECT value FROM settings WHERE name = $1 FOR UPDATE";
    const { rows } = await client.query<{ value: OwnedNumber[] }>(read, [SETTING]);
    const twin = new TwilioTwin({ ...account, keepsAudio: false });
    for (const number of rows[0]?.value ?? []) twin.account.numbers.restore(number);
    addSimulatorPapers(twin);
    const result = use(twin);
    const kept = JSON.stringify(twin.account.numbers.all);
    await client.query("UPDATE settings SET value = $2::json WHERE name = $1", [SETTING, kept]);
    return result;
  });
}
