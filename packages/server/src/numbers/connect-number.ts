/** Connects numbers: looks, says what would change, changes it, reads it back, and puts back what stood there before. */
import { type NumberRouting, numberRoutingPlan, type TwilioNumber, type TwilioRest } from "@offhook/carrier-twilio";
import { OffhookError } from "../errors.ts";
import {
  findPhoneNumber,
  keepPhoneNumber,
  keepRouting,
  type PhoneNumberRow,
  removePhoneNumber,
} from "../store/phone-numbers.ts";
import { routingOf, wantedRouting } from "./number-routing.ts";
import { accountNamed, accountTypeOf, answered, restFor, type TwilioHouse, webhookBase } from "./twilio-house.ts";

export interface NumberOrder {
  number: string;
  accountSid: string;
  authToken: string;
  /** Null: whoever answers every number that is not bound. */
  assistantId: string | null;
  /** Who connects it, by name. */
  author: string;
}

export type ShownNumber = Omit<PhoneNumberRow, "id" | "createdAt"> & { id: string | null };

/** What connecting would change; nothing is changed or kept. */
export async function rehearse(house: TwilioHouse, order: NumberOrder): Promise<ShownNumber> {
  const { row } = await lookAt(house, order);
  return { ...row, id: (await findPhoneNumber(house.store, order.number))?.id ?? null };
}

export async function connectNumber(house: TwilioHouse, order: NumberOrder): Promise<PhoneNumberRow> {
  const { row, account, rest, found, wanted } = await lookAt(house, order);
  // First we believe the account's requests: the first call may come before its answer.
  if (account.carrier === "twilio") await house.accounts.enter(account.accountSid, account.authToken, order.author);
  const kept = await keepPhoneNumber(house.store, row);
  const { settings } = numberRoutingPlan(found.routing, wanted);
  return { ...kept, routing: await change(house, kept, rest, settings, wanted) };
}

/** Reads from the carrier where the number leads now. */
export async function checkNumber(house: TwilioHouse, row: PhoneNumberRow): Promise<PhoneNumberRow> {
  const { rest, wanted, number } = await atCarrier(house, row);
  void rest;
  const routing = routingOf(number.routing, wanted, row.accountType, Date.now());
  await keepRouting(house.store, row.id, routing);
  return { ...row, routing };
}

/** Makes the number lead here again, whatever stands there. */
export async function repairNumber(house: TwilioHouse, row: PhoneNumberRow): Promise<PhoneNumberRow> {
  const { rest, wanted, number } = await atCarrier(house, row);
  const { settings } = numberRoutingPlan(number.routing, wanted);
  return { ...row, routing: await change(house, row, rest, settings, wanted) };
}

/** Forgets the number; with `restore`, what stood at the carrier before stands there again first. */
export async function disconnectNumber(house: TwilioHouse, row: PhoneNumberRow, restore: boolean): Promise<void> {
  if (restore && row.before !== null) {
    const { rest, number } = await atCarrier(house, row);
    const { settings } = numberRoutingPlan(number.routing, row.before as unknown as NumberRouting);
    if (Object.keys(settings).length > 0) answered(await rest.updateNumber(row.numberSid, settings));
  }
  await removePhoneNumber(house.store, row.id);
}

async function lookAt(house: TwilioHouse, order: NumberOrder) {
  const account = accountNamed(house, order.accountSid, order.authToken);
  const base = webhookBase(house, account);
  const rest = restFor(house, account);
  const accountType = await accountTypeOf(rest, account);
  const found = answered(await rest.findNumber(order.number));
  if (!found) throw new OffhookError("number-not-in-account", { number: order.number });
  if (!found.capabilities.voice) throw new OffhookError("number-without-voice", { number: order.number });
  const before = await findPhoneNumber(house.store, order.number);
  const wanted = wantedRouting(base, before?.fallbackUrl ?? null);
  const row = {
    ...{ number: order.number, accountSid: account.accountSid, accountType, numberSid: found.sid },
    ...{ assistantId: order.assistantId, hours: before?.hours ?? null },
    afterHoursAssistantId: before?.afterHoursAssistantId ?? null,
    ...{ fallbackNumber: before?.fallbackNumber ?? null, fallbackUrl: before?.fallbackUrl ?? null },
    before: { ...found.routing } as unknown as Readonly<Record<string, string>>,
    routing: routingOf(found.routing, wanted, accountType, Date.now()),
  };
  return { row, account, rest, found, wanted };
}

async function atCarrier(house: TwilioHouse, row: PhoneNumberRow) {
  const account = await house.accounts.find(row.accountSid);
  if (!account) throw new OffhookError("twilio-token-lost", { number: row.number });
  const rest = restFor(house, account);
  const number = answered(await rest.fetchNumber(row.numberSid));
  return { rest, number, wanted: wantedRouting(webhookBase(house, account), row.fallbackUrl) };
}

/** What was set is read back: only what stands there counts. */
async function change(
  { store }: TwilioHouse,
  row: PhoneNumberRow,
  rest: TwilioRest,
  settings: Partial<NumberRouting>,
  wanted: Partial<NumberRouting>,
) {
  if (Object.keys(settings).length > 0) answered(await rest.updateNumber(row.numberSid, settings));
  const now: TwilioNumber = answered(await rest.fetchNumber(row.numberSid));
  const routing = routingOf(now.routing, wanted, row.accountType, Date.now());
  await keepRouting(store, row.id, routing);
  return routing;
}
