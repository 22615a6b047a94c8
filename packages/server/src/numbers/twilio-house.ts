/** Asks Twilio, or the simulator in its place, as one account; what goes wrong becomes an error for a person. */
import {
  explainTwilioFault,
  type RestResult,
  type TwilioFaultCode,
  TwilioRest,
  type TwilioRestFault,
} from "@offhook/carrier-twilio";
import type { Config } from "../config.ts";
import { OffhookError } from "../errors.ts";
import { hostKind } from "../http/host-guard.ts";
import type { AccountType } from "../store/number-tables.ts";
import type { Store } from "../store/store.ts";
import type { AccountBook } from "../twilio/account-book.ts";
import type { TwilioAccount } from "../twilio/accounts.ts";
import { simulatorExchange } from "./simulator.ts";

export interface TwilioHouse {
  config: Config;
  store: Store;
  accounts: AccountBook;
  /** How this machine reaches us. */
  address(): string;
}

/** The account that somebody names: the simulator's own is known by its SID alone. */
export function accountNamed({ accounts }: TwilioHouse, accountSid: string, authToken: string): TwilioAccount {
  const simulator = accounts.known.find((one) => one.carrier === "twin" && one.accountSid === accountSid);
  return { accountSid, authToken, carrier: simulator ? "twin" : "twilio" };
}

export function restFor(
  { config, store, accounts }: TwilioHouse,
  { accountSid, authToken, carrier }: TwilioAccount,
): TwilioRest {
  const baseUrl = config.twilioBaseUrl ? { baseUrl: config.twilioBaseUrl } : {};
  if (carrier === "twilio") return new TwilioRest({ accountSid, authToken, ...baseUrl });
  const own = accounts.known.find((one) => one.carrier === "twin");
  return new TwilioRest({
    accountSid,
    authToken,
    exchange: simulatorExchange(store, own ?? { accountSid, authToken }),
  });
}

/** Throws where Twilio refuses the keys or the account is closed. */
export async function accountTypeOf(rest: TwilioRest, { carrier }: TwilioAccount): Promise<AccountType> {
  const { type, status } = answered(await rest.fetchAccount());
  if (status !== "active") throw new OffhookError("twilio-account-not-active", { status });
  if (carrier === "twin") return "twin";
  return type === "Trial" ? "trial" : "full";
}

/** Where the carrier is to send its webhooks, without a trailing slash. Throws where it could not reach us. */
export function webhookBase({ config, address }: TwilioHouse, { carrier }: TwilioAccount): string {
  if (carrier === "twin") return address();
  if (config.publicUrl) return config.publicUrl;
  // A Twilio on this machine is a stand-in, and reaches us without a name of our own.
  if (config.twilioBaseUrl && hostKind(new URL(config.twilioBaseUrl).host, null) === "loopback") return address();
  throw new OffhookError("public-url-missing");
}

/** The value, or the error that says what Twilio said. */
export function answered<T>(result: RestResult<T>): T {
  if (result.ok) return result.value;
  throw twilioError(result.fault);
}

export function twilioError(fault: TwilioRestFault): OffhookError {
  const { says, fix } = explainTwilioFault(fault.code as TwilioFaultCode);
  if (fault.code === "twilio-20003")
    return new OffhookError("twilio-refused-key", { says: "refused: 20003 authenticate" });
  if (fault.code === "outcome-unknown") return new OffhookError("twilio-outcome-unknown");
  if (fault.code === "twilio-unreachable") return new OffhookError("twilio-not-reached");
  const number = fault.twilioCode === undefined ? fault.code : String(fault.twilioCode);
  return new OffhookError("twilio-refused", { number, says, fix });
}
