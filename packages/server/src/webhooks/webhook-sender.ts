/** Sends what is due, to each webhook one after the other: a target that hangs holds up nobody's call and no other target. */
import { createHmac } from "node:crypto";
import type { Logger } from "pino";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { claimDelivery, type DeliveryRow, postponeDelivery, settleDelivery } from "../store/webhooks.ts";

const LOOK_EVERY_MS = 2_000;
const ATTEMPT_MS = 10_000;
/** Targets of one worker that may hang at once before another has to wait. */
const MOST_AT_ONCE = 16;
/** A person has to make a new secret meanwhile. */
const WITHOUT_SECRET_MS = 60_000;
/** After the first attempt and each that follows: a day in all. Then it is given up, and stands in the log. */
const AGAIN_AFTER_MS = [30_000, 120_000, 600_000, 3_600_000, 21_600_000, 57_600_000];

export const secretName = (webhookId: string): string => `webhook:${webhookId}`;

export interface WebhookSender {
  /** Sends everything that is due now; how many were tried. */
  look(): Promise<number>;
  start(): void;
  stop(): void;
}

export interface WebhookSenderParts {
  store: Store;
  vault: Vault;
  logger: Logger;
  /** What is told of a call, besides the event's own data; null: it was deleted. */
  describe(delivery: DeliveryRow): Promise<Record<string, unknown> | null>;
}

export function webhookSender(parts: WebhookSenderParts): WebhookSender {
  const { store, logger } = parts;
  let timer: NodeJS.Timeout | null = null;
  let busy = false;

  async function look(): Promise<number> {
    if (busy) return 0;
    busy = true;
    const inHand = new Map<string, Promise<void>>();
    let tried = 0;
    try {
      for (;;) {
        // Twice as long as an attempt: a worker that dies with one in hand does not keep it.
        const hasRoom = inHand.size < MOST_AT_ONCE;
        const due = hasRoom ? await claimDelivery(store, 2 * ATTEMPT_MS, [...inHand.keys()]) : null;
        if (due) {
          tried += 1;
          const { webhookId } = due;
          inHand.set(
            webhookId,
            send(parts, due)
              .catch((error: unknown) => logger.warn({ webhookId, problem: String(error) }, "webhooks-not-sent"))
              .finally(() => inHand.delete(webhookId)),
          );
        } else if (inHand.size === 0) return tried;
        // While one hangs, others become due.
        else await Promise.race([...inHand.values(), pause(LOOK_EVERY_MS)]);
      }
    } catch (error) {
      logger.warn({ problem: String(error) }, "webhooks-not-sent");
      await Promise.all(inHand.values());
      return tried;
    } finally {
      busy = false;
    }
  }

  return {
    look,
    start() {
      timer = setInterval(() => void look(), LOOK_EVERY_MS).unref();
    },
    stop() {
      if (timer) clearInterval(timer);
    },
  };
}

async function send(parts: WebhookSenderParts, delivery: DeliveryRow & { url: string }): Promise<void> {
  const { store, vault, logger } = parts;
  const { id, webhookId, event, callId, createdAt, attempts, url, data } = delivery;
  const told = await parts.describe(delivery);
  if (told === null) return settleDelivery(store, id, { state: "given-up", status: null });
  const secret = await vault.get(secretName(webhookId));
  // Unsigned, or signed with a key that anybody can guess, it would be worth nothing to its receiver.
  if (secret === null) {
    logger.error({ webhookId, fix: "Make a new secret for it under Settings, Webhooks." }, "webhook-secret-lost");
    return postponeDelivery(store, id, new Date(Date.now() + WITHOUT_SECRET_MS));
  }
  const body = JSON.stringify({ id, event, at: createdAt.toISOString(), callId, data: { ...data, ...told } });
  const status = await post(url, body, secret);
  if (status !== null && status >= 200 && status < 300)
    return settleDelivery(store, id, { state: "delivered", status });
  const againMs = AGAIN_AFTER_MS[attempts - 1];
  if (againMs !== undefined) {
    return settleDelivery(store, id, { state: "waiting", status, dueAt: new Date(Date.now() + againMs) });
  }
  logger.error({ webhookId, event, status }, "webhook-given-up");
  await settleDelivery(store, id, { state: "given-up", status });
}

/** The time is part of what is signed: an old message cannot be sent again as a new one. Null: nobody answered in time. */
async function post(url: string, body: string, secret: string): Promise<number | null> {
  const seconds = Math.floor(Date.now() / 1_000);
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  const headers = { "content-type": "application/json", "offhook-signature": `t=${seconds},v1=${signature}` };
  const signal = AbortSignal.timeout(ATTEMPT_MS);
  return await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }).then(
    async (answer) => {
      // What it says is not read, but its end frees the connection.
      await answer.body?.cancel();
      return answer.status;
    },
    () => null,
  );
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
