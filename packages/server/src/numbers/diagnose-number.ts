/** "Why did it not ring?": joins what Twilio, the network and this server know into one sentence and one thing to do. */
import { isRouted, numberRoutingPlan, type TwilioAlert, type TwilioRest } from "@offhook/carrier-twilio";
import type { PhoneNumberRow } from "../store/phone-numbers.ts";
import { lastWebhook } from "../store/webhook-notes.ts";
import type { TwilioAccount } from "../twilio/accounts.ts";
import { proveAndKeep } from "./kept-proof.ts";
import {
  type FindingAction,
  type FindingCode,
  type FindingState,
  type FindingValues,
  said,
} from "./number-findings.ts";
import { wantedRouting } from "./number-routing.ts";
import { restFor, type TwilioHouse, webhookBase } from "./twilio-house.ts";
import { whoAnswers } from "./who-answers.ts";

interface Found {
  code: FindingCode;
  message: string;
  fix: string;
  /** What the sentences name, for those who say them in another language. */
  values: FindingValues;
}

export interface NumberDiagnosis extends Found {
  ok: boolean;
  action: FindingAction;
  checks: (Omit<Found, "fix"> & { name: CheckName; state: FindingState })[];
}

type CheckName = "account" | "address" | "routing" | "assistant" | "webhook" | "alerts";
type Finding = readonly [code: FindingCode, values?: FindingValues];

export interface DiagnosingHouse extends TwilioHouse {
  instanceId: string;
}

interface Case {
  house: DiagnosingHouse;
  row: PhoneNumberRow;
  /** Null: its token is gone. */
  account: TwilioAccount | null;
  rest: TwilioRest | null;
}

/** Alerts older than this are another day's trouble. */
const ALERTS_SINCE_MS = 24 * 3_600_000;

/** In the order in which a call meets them: the first that fails is the reason. */
const CHECKS: readonly [CheckName, (one: Case) => Promise<Finding>][] = [
  ["account", checkAccount],
  ["address", checkAddress],
  ["routing", checkRouting],
  ["assistant", checkAssistant],
  ["webhook", checkWebhook],
  ["alerts", checkAlerts],
];

export async function diagnoseNumber(house: DiagnosingHouse, row: PhoneNumberRow): Promise<NumberDiagnosis> {
  const account = await house.accounts.find(row.accountSid);
  const one = { house, row, account, rest: account ? restFor(house, account) : null };
  const found = await Promise.all(
    CHECKS.map(async ([name, check]) => {
      const [code, values = {}] = await check(one);
      return { name, ...said(code, values) };
    }),
  );
  const { code, message, fix, values, action, state } =
    found.find((each) => each.state === "failed") ?? said(isSeen(found) ? "all-well" : "not-all-seen", {});
  const checks = found.map((each) => {
    return { name: each.name, state: each.state, code: each.code, message: each.message, values: each.values };
  });
  return { ok: state !== "failed", code, message, fix, values, action, checks };
}

/** That nobody has called yet says nothing about the way here; that Twilio did not answer does. */
const isSeen = (found: readonly { name: string; state: string }[]): boolean =>
  !found.some(({ name, state }) => state === "unknown" && name !== "webhook");

async function checkAccount({ row, rest }: Case): Promise<Finding> {
  if (!rest) return ["twilio-token-lost"];
  const account = await rest.fetchAccount();
  if (!account.ok) return [account.fault.code === "twilio-20003" ? "twilio-refused-key" : "twilio-not-reached"];
  const { status, type } = account.value;
  if (status !== "active") return ["twilio-account-not-active", { status }];
  return [type === "Trial" && row.accountType !== "twin" ? "trial-account" : "account-well"];
}

async function checkAddress({ house, row, account }: Case): Promise<Finding> {
  const { publicUrl } = house.config;
  if (row.accountType === "twin" || (account && baseOf(house, account) === house.address()))
    return ["address-not-needed"];
  if (!publicUrl) return ["public-url-missing"];
  const proof = await proveAndKeep(house);
  return proof ? [`address-${proof.state}`, { address: proof.url, met: proof.met }] : ["public-url-missing"];
}

/** Null: Twilio could not reach us. */
function baseOf(house: TwilioHouse, account: TwilioAccount): string | null {
  try {
    return webhookBase(house, account);
  } catch {
    return null;
  }
}

async function checkRouting({ house, row, account, rest }: Case): Promise<Finding> {
  const base = account && baseOf(house, account);
  if (!rest || !base) return ["routing-unknown"];
  const found = await rest.fetchNumber(row.numberSid);
  if (!found.ok) return [found.fault.code === "twilio-20404" ? "number-not-in-account" : "routing-unknown"];
  const { routing } = found.value;
  const wanted = wantedRouting(base, row.fallbackUrl);
  if (isRouted(routing, wanted)) return ["routing-well"];
  const { changes } = numberRoutingPlan(routing, wanted);
  const voice = changes.find(({ field }) => field === "voiceUrl");
  if (!voice) return ["routing-kept-away", { fields: changes.map(({ field }) => field).join(", ") }];
  return voice.from === "" ? ["routing-nowhere"] : ["routing-elsewhere", { url: voice.from }];
}

async function checkAssistant({ house, row: { number, accountSid, assistantId } }: Case): Promise<Finding> {
  const answering = await whoAnswers(house.store, { to: number, accountSid }, Date.now());
  if (!answering) return ["nobody-answers"];
  const { id, name, version } = answering;
  return [assistantId === null || id === assistantId ? "assistant-answers" : "another-answers", { name, version }];
}

async function checkWebhook({ house, row }: Case): Promise<Finding> {
  const note = await lastWebhook(house.store, row.number);
  if (!note) return ["webhook-none"];
  const { at, outcome } = note;
  if (outcome === "answered") return ["webhook-well", { at }];
  return outcome === "twilio-signature-invalid"
    ? ["webhook-signature", { at }]
    : ["webhook-refused", { at, error: outcome }];
}

/** What was before the last call that was answered is over. */
async function checkAlerts({ house, row, rest }: Case): Promise<Finding> {
  const note = await lastWebhook(house.store, row.number);
  const wellAtMs = note?.outcome === "answered" ? Date.parse(note.at) : 0;
  const since = new Date(Math.max(wellAtMs, Date.now() - ALERTS_SINCE_MS)).toISOString();
  const found = rest ? await rest.listAlerts({ since, limit: 50 }) : null;
  if (!found?.ok) return ["alerts-unknown"];
  const alert = found.value.find((one) => one.at > since && isOurs(row, one));
  return alert ? ["twilio-alert", { number: alert.code, at: alert.at }] : ["alerts-none"];
}

/** Errors about the very addresses that this number has. */
const isOurs = ({ routing }: PhoneNumberRow, { level, requestUrl }: TwilioAlert): boolean =>
  level === "error" && requestUrl !== null && routing.voiceUrl !== "" && sameServer(requestUrl, routing.voiceUrl);

const sameServer = (one: string, other: string): boolean =>
  URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
