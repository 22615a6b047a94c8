/** "Why did it not ring?": joins what Twilio, the network and this server know into one sentence and one thing to do. */
import {
  isRouted,
  numberRoutingPlan,
  type TwilioAlert,
  type TwilioNumber,
  type TwilioRest,
} from "@offhook/carrier-twilio";
import { OffhookError } from "../errors.ts";
import type { PhoneNumberRow } from "../store/phone-numbers.ts";
import { lastWebhook, type WebhookNote } from "../store/webhook-notes.ts";
import type { TwilioAccount } from "../twilio/accounts.ts";
import { wantedRouting } from "./number-routing.ts";
import { type AddressProof, proveAddress } from "./public-address.ts";
import { restFor, type TwilioHouse, twilioError, webhookBase } from "./twilio-house.ts";
import { whoAnswers } from "./who-answers.ts";

export interface NumberDiagnosis {
  ok: boolean;
  code: string;
  message: string;
  fix: string;
  action: "repair" | "reconnect" | "publish" | "call" | "none";
  checks: Check[];
}

interface Check {
  name: "account" | "address" | "routing" | "assistant" | "webhook" | "alerts";
  state: "ok" | "failed" | "unknown" | "skipped";
  detail: string;
}

type Trouble = Pick<NumberDiagnosis, "code" | "message" | "fix" | "action">;
/** One look: what was found, and what is wrong, if anything. */
type Finding = Omit<Check, "name"> & { trouble?: Trouble };

export interface DiagnosingHouse extends TwilioHouse {
  instanceId: string;
}

/** Alerts older than this are another day's trouble. */
const ALERTS_SINCE_MS = 24 * 3_600_000;

export async function diagnoseNumber(house: DiagnosingHouse, row: PhoneNumberRow): Promise<NumberDiagnosis> {
  const account = await house.accounts.find(row.accountSid);
  const rest = account ? restFor(house, account) : null;
  const [kept, address, routing, assistant, webhook, alerts] = await Promise.all([
    checkAccount(row, rest),
    checkAddress(house, row, account),
    checkRouting(house, row, account, rest),
    checkAssistant(house, row),
    checkWebhook(house, row),
    checkAlerts(house, row, rest),
  ]);
  // In the order in which a call meets them: the first that fails is the reason.
  const findings = { account: kept, address, routing, assistant, webhook, alerts };
  const trouble = Object.values(findings).find((one) => one.trouble)?.trouble;
  const checks = Object.entries(findings).map(([name, { state, detail }]) => {
    return { name: name as Check["name"], state, detail };
  });
  return { ok: trouble === undefined, ...(trouble ?? ALL_WELL), checks };
}

const ALL_WELL: Trouble = {
  code: "all-well",
  message: "Everything on the way to this number is in order.",
  fix: "Call it. If it does not ring then, come back: the attempt will be seen here.",
  action: "call",
};

async function checkAccount(row: PhoneNumberRow, rest: TwilioRest | null): Promise<Finding> {
  if (!rest) return failed("Its Auth Token is not here.", ofError(lostToken(row), "reconnect"));
  const account = await rest.fetchAccount();
  if (!account.ok) {
    const error = twilioError(account.fault);
    if (error.code === "twilio-not-reached") return { state: "unknown", detail: error.message };
    return failed(error.message, ofError(error, "reconnect"));
  }
  const { status, type } = account.value;
  if (status !== "active")
    return failed(`It is ${status}.`, ofError(new OffhookError("twilio-account-not-active", { status })));
  if (type === "Trial" && row.accountType !== "twin") return failed("It is a trial account.", TRIAL);
  return { state: "ok", detail: "The account is active, and Twilio takes its keys." };
}

const TRIAL: Trouble = {
  code: "trial-account",
  message: "It is a trial account: Twilio opens no audio streams for those, so callers hear its own message.",
  fix: "Upgrade the account in Twilio's console under Billing, then look again.",
  action: "none",
};

const lostToken = ({ number }: PhoneNumberRow): OffhookError => new OffhookError("twilio-token-lost", { number });

async function checkAddress(
  house: DiagnosingHouse,
  row: PhoneNumberRow,
  account: TwilioAccount | null,
): Promise<Finding> {
  const { publicUrl } = house.config;
  if (row.accountType === "twin" || (account && !publicUrl && localTwilio(house, account))) {
    return { state: "skipped", detail: "The simulator is on this machine." };
  }
  if (!publicUrl) return failed("PUBLIC_URL is not set.", ofError(new OffhookError("public-url-missing")));
  const proof = await proveAddress(publicUrl, house.instanceId);
  if (proof.state === "proven") return { state: "ok", detail: proof.detail };
  return failed(proof.detail, { code: `address-${proof.state}`, message: proof.detail, ...ADDRESS_FIXES[proof.state] });
}

const ADDRESS_FIXES: Record<Exclude<AddressProof["state"], "proven">, Pick<Trouble, "fix" | "action">> = {
  unreachable: { fix: "Start the tunnel or the proxy in front of this server, and look again.", action: "none" },
  certificate: { fix: "Give the address a certificate that browsers trust: Twilio takes no other.", action: "none" },
  "another-server": {
    fix: "Let the address lead to this server, or set PUBLIC_URL to the one that does.",
    action: "none",
  },
  "no-websockets": {
    fix: "Let the proxy pass upgrades on /twilio/media: without them no audio comes.",
    action: "none",
  },
};

function localTwilio(house: TwilioHouse, account: TwilioAccount): boolean {
  try {
    return webhookBase(house, account) === house.address();
  } catch {
    return false;
  }
}

async function checkRouting(
  house: TwilioHouse,
  row: PhoneNumberRow,
  account: TwilioAccount | null,
  rest: TwilioRest | null,
): Promise<Finding> {
  if (!rest || !account) return { state: "unknown", detail: "Twilio could not be asked." };
  const found = await rest.fetchNumber(row.numberSid);
  if (!found.ok) {
    const gone = found.fault.code === "twilio-20404";
    const error = gone ? new OffhookError("number-not-in-account", { number: row.number }) : twilioError(found.fault);
    return gone ? failed(error.message, ofError(error, "reconnect")) : { state: "unknown", detail: error.message };
  }
  return routingFinding(house, row, account, found.value);
}

function routingFinding(
  house: TwilioHouse,
  row: PhoneNumberRow,
  account: TwilioAccount,
  number: TwilioNumber,
): Finding {
  let base: string;
  try {
    base = webhookBase(house, account);
  } catch {
    return { state: "unknown", detail: "Where calls should go is not known without PUBLIC_URL." };
  }
  const wanted = wantedRouting(base, row.fallbackUrl);
  if (isRouted(number.routing, wanted)) return { state: "ok", detail: "At Twilio the number leads to this server." };
  const { changes } = numberRoutingPlan(number.routing, wanted);
  const voice = changes.find(({ field }) => field === "voiceUrl");
  const detail = voice
    ? `At Twilio the number leads to ${voice.from || "nowhere"} and not to this server.`
    : `At Twilio ${changes.map(({ field }) => field).join(", ")} keeps calls from this server.`;
  return failed(detail, {
    code: "routing-wrong",
    message: detail,
    fix: "Point the number here again.",
    action: "repair",
  });
}

async function checkAssistant(
  { store }: TwilioHouse,
  { number, accountSid, assistantId }: PhoneNumberRow,
): Promise<Finding> {
  const answering = await whoAnswers(store, { to: number, accountSid }, Date.now());
  if (!answering) {
    const message = "No assistant is published, so nobody answers.";
    return failed(message, { code: "nobody-answers", message, fix: "Publish an assistant.", action: "publish" });
  }
  if (assistantId !== null && answering.id !== assistantId) {
    return {
      state: "ok",
      detail: `${answering.name} answers now: it is after hours, or its own assistant is not published.`,
    };
  }
  return { state: "ok", detail: `${answering.name} answers, version ${answering.version}.` };
}

async function checkWebhook({ store }: TwilioHouse, { number }: PhoneNumberRow): Promise<Finding> {
  const note = await lastWebhook(store, number);
  if (!note) return { state: "unknown", detail: "Twilio has not asked here about a call to this number yet." };
  if (note.outcome === "answered") return { state: "ok", detail: `The last call was answered at ${note.at}.` };
  return failed(`The last call was refused at ${note.at}: ${note.outcome}.`, webhookTrouble(note));
}

function webhookTrouble({ outcome }: WebhookNote): Trouble {
  const message = "Twilio's last request about a call was refused here";
  if (outcome === "twilio-signature-invalid") {
    return {
      code: outcome,
      message: `${message}: its signature did not fit the account's token or this server's address.`,
      fix: "Connect the number again with the account's current Auth Token, and compare PUBLIC_URL with the address at Twilio.",
      action: "reconnect",
    };
  }
  return {
    code: outcome,
    message: `${message} (${outcome}).`,
    fix: "Look at the server's log at that time.",
    action: "none",
  };
}

/** What was before the last call that was answered is over. */
async function checkAlerts({ store }: TwilioHouse, row: PhoneNumberRow, rest: TwilioRest | null): Promise<Finding> {
  const note = await lastWebhook(store, row.number);
  const wellAtMs = note?.outcome === "answered" ? Date.parse(note.at) : 0;
  const since = new Date(Math.max(wellAtMs, Date.now() - ALERTS_SINCE_MS)).toISOString();
  const found = rest ? await rest.listAlerts({ since, limit: 50 }) : null;
  if (!found?.ok) return { state: "unknown", detail: "Twilio's alerts could not be read." };
  const alert = found.value.find((one) => one.at > since && isOurs(row, one));
  if (!alert) return { state: "ok", detail: "Twilio has no alert of the last 24 hours about this number's addresses." };
  const detail = `Twilio's alert ${alert.code} of ${alert.at} is about our address.`;
  return failed(detail, {
    code: `twilio-${alert.code}`,
    message: `Twilio reported error ${alert.code} when it asked this server at ${alert.at}.`,
    fix: `Read https://www.twilio.com/docs/errors/${alert.code}; if it was while the server was down, call again.`,
    action: "call",
  });
}

/** Errors about the very addresses that this number has. */
const isOurs = ({ routing }: PhoneNumberRow, { level, requestUrl }: TwilioAlert): boolean =>
  level === "error" && requestUrl !== null && routing.voiceUrl !== "" && sameServer(requestUrl, routing.voiceUrl);

const sameServer = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;

const failed = (detail: string, trouble: Trouble): Finding => ({ state: "failed", detail, trouble });

const ofError = ({ code, message, fix }: OffhookError, action: Trouble["action"] = "none"): Trouble => {
  return { code, message, fix, action };
};
