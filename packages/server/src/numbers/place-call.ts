/** Places a call for somebody: checks that it may be, writes it down, then asks the carrier once. */
import { createHash } from "node:crypto";
import { OffhookError } from "../errors.ts";
import { answeringAssistant } from "../store/assistants.ts";
import { forgetOrder, knownOrder, nameOrderedCall, type OrderedCall, orderCall } from "../store/call-orders.ts";
import { endCall } from "../store/calls.ts";
import { listPhoneNumbers, type PhoneNumberRow } from "../store/phone-numbers.ts";
import type { TwilioAccount } from "../twilio/accounts.ts";
import { countryNotAllowed, readOutbound } from "./outbound-settings.ts";
import { restFor, type TwilioHouse, twilioError, webhookBase } from "./twilio-house.ts";

export interface OutboundOrder {
  to: string;
  assistantId: string;
  /** One of the connected numbers; left out: the assistant's own. */
  from?: string;
  variables?: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
/** Five rings, as people let it ring. */
const RINGS_S = 30;
/** Who has not answered by then, and of whom the carrier has said nothing, does not answer any more. */
const GIVES_UP_AFTER_MS = 180_000;

/** The call's id. The same key and order again give the same call, and nobody's telephone rings twice. */
export async function placeCall(house: TwilioHouse, order: OutboundOrder, idempotencyKey: string): Promise<string> {
  const { store } = house;
  const keyed = { idempotencyKey, orderHash: hashOf(order) };
  // Whatever was changed since: it was allowed then, and is that call.
  const known = await knownOrder(store.pool, keyed);
  if (known) return callOf(known);
  const { call, account, callsPerDay } = await allowed(house, order);
  const limit = { most: callsPerDay, since: new Date(Date.now() - DAY_MS) };
  const ordered = await orderCall(store, { ...keyed, ...call }, limit);
  if (ordered.state === "too-many") throw new OffhookError("too-many-calls", { limit: callsPerDay });
  const callId = callOf(ordered);
  if (ordered.state === "new") await askCarrier(house, account, call, callId);
  return callId;
}

function callOf(ordered: OrderedCall): string {
  if ("callId" in ordered) return ordered.callId;
  throw new OffhookError("idempotency-key-reused");
}

/** From which number, by which account, and whether it may be at all. */
async function allowed(house: TwilioHouse, order: OutboundOrder) {
  const { store } = house;
  const assistant = await answeringAssistant(store, order.assistantId);
  if (!assistant) throw new OffhookError("assistant-not-published", { id: order.assistantId });
  const number = await callingNumber(house, order);
  const account = await house.accounts.find(number.accountSid);
  if (!account) throw new OffhookError("twilio-token-lost", { number: number.number });
  webhookBase(house, account);
  const settings = await readOutbound(store);
  const country = await countryNotAllowed(store, order.to, settings);
  if (country !== null) throw new OffhookError("country-not-allowed", { country });
  const call = {
    ...{ carrier: account.carrier, carrierAccountId: account.accountSid, from: number.number, to: order.to },
    ...{ assistantId: assistant.id, assistantVersion: assistant.version, variables: order.variables ?? {} },
  };
  return { call, account, callsPerDay: settings.callsPerDay };
}

async function askCarrier(
  house: TwilioHouse,
  account: TwilioAccount,
  { to, from }: { to: string; from: string },
  callId: string,
): Promise<void> {
  const { store } = house;
  const base = webhookBase(house, account);
  try {
    const asked = await restFor(house, account).createCall({
      ...{ to, from, timeoutS: RINGS_S },
      url: `${base}/twilio/voice?call=${callId}`,
      ...{ statusCallback: `${base}/twilio/status?call=${callId}`, statusCallbackEvent: ["completed"] },
    });
    if (!asked.ok) throw twilioError(asked.fault);
    await nameOrderedCall(store, callId, asked.value.sid);
  } catch (error) {
    // Whether it rings is not known where the carrier did not say: its own webhooks will tell then.
    const unsure = error instanceof OffhookError && error.code === "twilio-outcome-unknown";
    if (!unsure) await endCall(store, callId, { endedReason: "failed" });
    if (error instanceof OffhookError && !unsure) await forgetOrder(store, callId);
    throw error;
  }
  setTimeout(() => void endIfNobodyAnswered(house, callId), GIVES_UP_AFTER_MS).unref();
}

async function callingNumber({ store }: TwilioHouse, { from, assistantId }: OutboundOrder): Promise<PhoneNumberRow> {
  const numbers = await listPhoneNumbers(store);
  if (from !== undefined) {
    const named = numbers.find(({ number }) => number === from);
    if (!named) throw new OffhookError("number-not-connected", { number: from });
    return named;
  }
  const own = numbers.find((one) => one.assistantId === assistantId) ?? numbers[0];
  if (!own) throw new OffhookError("no-number-to-call-from");
  return own;
}

async function endIfNobodyAnswered({ store }: TwilioHouse, callId: string): Promise<void> {
  const text = "SELECT 1 FROM calls WHERE id = $1 AND status = 'ringing'";
  const { rowCount } = await store.pool.query(text, [callId]).catch(() => ({ rowCount: 0 }));
  if (rowCount) await endCall(store, callId, { endedReason: "no-answer" }).catch(() => {});
}

function hashOf({ to, assistantId, from = "", variables = {} }: OutboundOrder): string {
  const sorted = Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([to, assistantId, from, sorted]))
    .digest("hex");
}
