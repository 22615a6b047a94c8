/** Places a call for somebody: checks that it may be, writes it down, then asks the carrier once. */
import { createHash } from "node:crypto";
import { OffhookError } from "../errors.ts";
import { answeringAssistant } from "../store/assistants.ts";
import { countOrders, nameOrderedCall, orderCall } from "../store/call-orders.ts";
import { endCall } from "../store/calls.ts";
import { listPhoneNumbers, type PhoneNumberRow } from "../store/phone-numbers.ts";
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
  const assistant = await answeringAssistant(store, order.assistantId);
  if (!assistant) throw new OffhookError("assistant-not-published", { id: order.assistantId });
  const number = await callingNumber(house, order);
  const account = await house.accounts.find(number.accountSid);
  if (!account) throw new OffhookError("twilio-token-lost", { number: number.number });
  const base = webhookBase(house, account);
  const settings = await readOutbound(store);
  const country = await countryNotAllowed(store, order.to, settings);
  if (country !== null) throw new OffhookError("country-not-allowed", { country });
  const ordered = await orderCall(store, {
    ...{ idempotencyKey, orderHash: hashOf(order), carrier: account.carrier, carrierAccountId: account.accountSid },
    ...{ from: number.number, to: order.to, assistantId: assistant.id, assistantVersion: assistant.version },
    variables: order.variables ?? {},
  });
  if (ordered.state === "other") throw new OffhookError("idempotency-key-reused");
  const { callId } = ordered;
  if (ordered.state === "known") return callId;
  try {
    await checkDay(house, settings.callsPerDay);
    const asked = await restFor(house, account).createCall({
      ...{ to: order.to, from: number.number, timeoutS: RINGS_S },
      url: `${base}/twilio/voice?call=${callId}`,
      ...{ statusCallback: `${base}/twilio/status?call=${callId}`, statusCallbackEvent: ["completed"] },
    });
    if (!asked.ok) throw twilioError(asked.fault);
    await nameOrderedCall(store, callId, asked.value.sid);
  } catch (error) {
    // Whether it rings is not known where the carrier did not say: its own webhooks will tell then.
    const unsure = error instanceof OffhookError && error.code === "twilio-outcome-unknown";
    if (!unsure) await endCall(store, callId, { endedReason: "failed" });
    throw error;
  }
  setTimeout(() => void endIfNobodyAnswered(house, callId), GIVES_UP_AFTER_MS).unref();
  return callId;
}

/** After the order was written down: of two at once, the one too many is refused, and not both or none. */
async function checkDay({ store }: TwilioHouse, limit: number): Promise<void> {
  const today = await countOrders(store, new Date(Date.now() - DAY_MS));
  if (today > limit) throw new OffhookError("too-many-calls", { limit });
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
