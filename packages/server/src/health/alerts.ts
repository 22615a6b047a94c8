/**
 * Tells the operator, by webhook, what they should know at three in the morning: a provider is degraded, down or back, a
 * key is refused, a quota is used up, a test call failed, a budget is reached. Once each, whichever worker saw it first.
 */
import { createHmac, randomBytes } from "node:crypto";
import type { Logger } from "pino";
import { getSetting, setSetting } from "../store/index.ts";
import type { Store } from "../store/store.ts";

export type AlertType =
  | "provider-degraded"
  | "provider-down"
  | "provider-back"
  | "provider-key-refused"
  | "provider-quota-exhausted"
  | "provider-quota-low"
  | "test-call-failed"
  | "test-call-passed-again"
  | "budget-almost-reached"
  | "budget-reached";

export interface Alert {
  type: AlertType;
  /** What it is about: a vendor, a test call, an assistant. Alerts about the same thing come at most every quarter of an hour. */
  about: string;
  /** A sentence for a person. */
  message: string;
  fix: string;
}

export interface AlertSettings {
  webhookUrl: string;
  /** Of the signature; made here and shown once. */
  secret: string;
}

const SETTING = "alerts";
const QUIET_MS = 900_000;
const ATTEMPTS = 3;
const ATTEMPT_MS = 5_000;
const AGAIN_AFTER_MS = [1_000, 5_000];

export interface AlertDesk {
  raise(alert: Alert): Promise<"sent" | "said-before" | "nowhere-to-send" | "not-delivered">;
}

export async function readAlertSettings(store: Store): Promise<AlertSettings | null> {
  return ((await getSetting(store, SETTING)) as AlertSettings | null | undefined) ?? null;
}

/** `null`: no alerts. The secret is new each time. */
export async function writeAlertSettings(store: Store, webhookUrl: string | null): Promise<AlertSettings | null> {
  const settings = webhookUrl === null ? null : { webhookUrl, secret: randomBytes(24).toString("base64url") };
  await setSetting(store, SETTING, settings);
  return settings;
}

export function alertDesk(store: Store, logger: Logger, pause = wait): AlertDesk {
  return {
    async raise(alert) {
      logger.warn({ type: alert.type, about: alert.about }, "alert");
      const settings = await readAlertSettings(store);
      if (!settings) return "nowhere-to-send";
      if (!(await isFirst(store, alert))) return "said-before";
      const sent = await deliver(settings, alert, pause);
      if (!sent) logger.error({ type: alert.type, about: alert.about }, "alert-not-delivered");
      return sent ? "sent" : "not-delivered";
    },
  };
}

/** One row a kind and subject: whoever writes its time tells the operator. */
async function isFirst(store: Store, { type, about }: Alert): Promise<boolean> {
  const text = `INSERT INTO settings (name, value) VALUES ($1, to_json($2::bigint))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    WHERE (settings.value #>> '{}')::bigint < $3 RETURNING name`;
  const nowMs = Date.now();
  const { rowCount } = await store.pool.query(text, [`alert:${type}:${about}`, nowMs, nowMs - QUIET_MS]);
  return rowCount === 1;
}

async function deliver(settings: AlertSettings, alert: Alert, pause: (ms: number) => Promise<void>): Promise<boolean> {
  const body = JSON.stringify({ ...alert, at: new Date().toISOString() });
  const signature = createHmac("sha256", settings.secret).update(body).digest("hex");
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await post(settings.webhookUrl, body, signature)) return true;
    const againMs = AGAIN_AFTER_MS[attempt];
    if (againMs !== undefined) await pause(againMs);
  }
  return false;
}

async function post(url: string, body: string, signature: string): Promise<boolean> {
  const headers = { "content-type": "application/json", "offhook-signature": `sha256=${signature}` };
  const signal = AbortSignal.timeout(ATTEMPT_MS);
  return await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
