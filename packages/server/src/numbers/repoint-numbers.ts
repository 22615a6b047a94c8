/**
 * The server's public address has changed: numbers that led to the old one are pointed to the new one, by one worker, and
 * those where that failed are tried again.
 */
import type { Logger } from "pino";
import type { Store } from "../store/index.ts";
import { listPhoneNumbers } from "../store/phone-numbers.ts";
import { repairNumber } from "./connect-number.ts";
import type { TwilioHouse } from "./twilio-house.ts";

const ROW = "numbers-pointed-to";
/** While one worker is at it; one that died leaves it to the others after this. */
const HELD_MS = 300_000;
/** After a try that left numbers behind; the last is for all that follow. */
const AGAIN_AFTER_MS = [30_000, 120_000, 600_000, 3_600_000];
const LOOK_EVERY_MS = 30_000;

interface Standing {
  address: string;
  done: boolean;
  tries: number;
  /** Nobody else tries before. */
  untilMs: number;
}

/** Null: all numbers lead there already, or somebody else is at it. The tries so far. */
async function claim(store: Store, address: string, nowMs: number): Promise<number | null> {
  const first: Standing = { address, done: false, tries: 0, untilMs: nowMs + HELD_MS };
  const text = `INSERT INTO settings (name, value) VALUES ('${ROW}', $1::json)
    ON CONFLICT (name) DO UPDATE SET value = CASE
        WHEN settings.value #>> '{address}' = $2
        THEN (settings.value::jsonb || jsonb_build_object('untilMs', $4::bigint))::json ELSE excluded.value END
      WHERE settings.value #>> '{address}' <> $2
        OR (settings.value #>> '{done}' = 'false' AND (settings.value #>> '{untilMs}')::bigint <= $3)
    RETURNING value`;
  const values = [JSON.stringify(first), address, nowMs, nowMs + HELD_MS];
  const { rows } = await store.pool.query<{ value: Standing }>(text, values);
  return rows[0]?.value.tries ?? null;
}

async function settle(store: Store, standing: Standing): Promise<void> {
  const text = `UPDATE settings SET value = $1::json WHERE name = '${ROW}' AND value #>> '{address}' = $2`;
  await store.pool.query(text, [JSON.stringify(standing), standing.address]);
}

/** The ids of those that were pointed here now. */
export async function repointNumbers(house: TwilioHouse, logger: Logger, nowMs = Date.now()): Promise<string[]> {
  const { publicUrl: address } = house.config;
  const tries = address === null ? null : await claim(house.store, address, nowMs);
  if (address === null || tries === null) return [];
  const pointed: string[] = [];
  const left: string[] = [];
  for (const number of await listPhoneNumbers(house.store)) {
    if (number.accountType === "twin" || number.routing.voiceUrl.startsWith(`${address}/`)) continue;
    try {
      const { routing } = await repairNumber(house, number);
      (routing.state === "ok" ? pointed : left).push(number.id);
      logger.info({ phoneNumberId: number.id, state: routing.state }, "number-pointed-here");
    } catch (error) {
      left.push(number.id);
      logger.warn({ phoneNumberId: number.id, problem: String(error) }, "number-not-pointed-here");
    }
  }
  const againInMs = AGAIN_AFTER_MS[Math.min(tries, AGAIN_AFTER_MS.length - 1)] ?? 0;
  await settle(house.store, { address, done: left.length === 0, tries: tries + 1, untilMs: nowMs + againInMs });
  if (left.length > 0) logger.warn({ phoneNumberIds: left, againInMs }, "numbers-lead-elsewhere");
  return pointed;
}

/** `afterMs`: calls come first. */
export function repointRegularly(house: TwilioHouse, logger: Logger, afterMs: number): { stop(): void } {
  const run = (): void => void repointNumbers(house, logger).catch(() => {});
  const first = setTimeout(run, afterMs).unref();
  const timer = setInterval(run, LOOK_EVERY_MS).unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}
