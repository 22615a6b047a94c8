/**
 * Tells the operator, by webhook, what they should know at three in the morning: a provider is degraded, down or back, a
 * key is refused, a quota is used up, a test call failed, a budget is reached. Once each, whichever worker saw it first.
 */
import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { claimAlert, forgetAlert, isWaiting, keepAlert, postponeAlert, type WaitingAlert } from "./alert-queue.ts";
import { type AlertTarget, readAlertTarget } from "./alert-settings.ts";

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
  /** What it is about: a vendor, a test call, an assistant. The same about the same thing comes at most every quarter of an hour. */
  about: string;
  /** A sentence for a person. */
  message: string;
  fix: string;
}

const ATTEMPTS = 3;
const ATTEMPT_MS = 5_000;
const AGAIN_AFTER_MS = [1_000, 5_000];
/** As long as the attempts and the pauses between them may last, and a little more. */
const HELD_MS = 30_000;
/** After each three attempts that failed; the last is for all that follow. */
const LATER_MS = [30_000, 120_000, 600_000, 3_600_000];
/** Older news helps nobody. */
const GIVEN_UP_AFTER_MS = 86_400_000;

export interface AlertDesk {
  /** Never throws. `waiting`: the webhook is away, and gets it when it is back. `not-kept`: nor could that be written down. */
  raise(alert: Alert): Promise<"sent" | "said-before" | "nowhere-to-send" | "waiting" | "not-kept">;
}

export interface AlertSender extends AlertDesk {
  /** Those that are due. Never throws. */
  sendWaiting(): Promise<void>;
}

export interface AlertDeskParts {
  store: Store;
  vault: Vault;
  logger: Logger;
  /** For tests. */
  pause?: (ms: number) => Promise<void>;
  nowMs?: () => number;
}

export function alertDesk({ store, vault, logger, pause = wait, nowMs = Date.now }: AlertDeskParts): AlertSender {
  async function sendWaiting(): Promise<void> {
    const target = await readAlertTarget(store);
    if (!target) return;
    const secret = await vault.get(target.secretName);
    if (secret === null) logger.error({ fix: "Save the address of the alerts again." }, "alerts-go-unsigned");
    for (;;) {
      const due = await claimAlert(store, nowMs(), HELD_MS);
      if (!due) return;
      await send(due, { ...target, secret });
    }
  }

  async function send(due: WaitingAlert, target: SignedTarget): Promise<void> {
    const { type, about } = due.alert;
    if (await deliver(target, due, pause)) return forgetAlert(store, due.id);
    if (nowMs() - due.raisedAtMs >= GIVEN_UP_AFTER_MS) {
      logger.error({ type, about }, "alert-given-up");
      return forgetAlert(store, due.id);
    }
    const againInMs = LATER_MS[Math.min(due.attempts, LATER_MS.length) - 1] ?? 0;
    logger.warn({ type, about, againInMs }, "alert-not-delivered");
    await postponeAlert(store, due, nowMs() + againInMs);
  }

  async function raise(alert: Alert): ReturnType<AlertDesk["raise"]> {
    logger.warn({ type: alert.type, about: alert.about }, "alert");
    if (!(await readAlertTarget(store))) return "nowhere-to-send";
    const id = await keepAlert(store, alert, nowMs());
    if (id === null) return "said-before";
    await sendWaiting();
    return (await isWaiting(store, id)) ? "waiting" : "sent";
  }

  const failed = (problem: unknown): void => logger.error({ problem: String(problem) }, "alerts-not-sent");
  return {
    raise: (alert) =>
      raise(alert).catch((error: unknown) => {
        failed(error);
        return "not-kept";
      }),
    sendWaiting: () => sendWaiting().catch(failed),
  };
}

interface SignedTarget extends AlertTarget {
  /** Null: OFFHOOK_SECRET has changed since. Whoever should be woken at night is, and can see that nobody vouches for it. */
  secret: string | null;
}

async function deliver(
  { webhookUrl, secret }: SignedTarget,
  { id, alert, raisedAtMs }: WaitingAlert,
  pause: (ms: number) => Promise<void>,
): Promise<boolean> {
  const body = JSON.stringify({ id, ...alert, at: new Date(raisedAtMs).toISOString() });
  const signature = secret === null ? null : createHmac("sha256", secret).update(body).digest("hex");
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await post(webhookUrl, body, signature)) return true;
    const againMs = AGAIN_AFTER_MS[attempt];
    if (againMs !== undefined) await pause(againMs);
  }
  return false;
}

async function post(url: string, body: string, signature: string | null): Promise<boolean> {
  const signed: Record<string, string> = signature === null ? {} : { "offhook-signature": `sha256=${signature}` };
  const headers: Record<string, string> = { "content-type": "application/json", ...signed };
  const signal = AbortSignal.timeout(ATTEMPT_MS);
  return await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }).then(
    ({ ok }) => ok,
    () => false,
  );
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
