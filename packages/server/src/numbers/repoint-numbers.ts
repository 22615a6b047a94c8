/** The server's public address has changed: numbers that led to the old one are pointed to the new one, by one worker. */
import type { Logger } from "pino";
import { listPhoneNumbers } from "../store/phone-numbers.ts";
import { repairNumber } from "./connect-number.ts";
import type { TwilioHouse } from "./twilio-house.ts";

/** Whoever writes the address first does it. True: nobody has since this address is ours. */
async function isOurs({ store }: TwilioHouse, address: string): Promise<boolean> {
  const text = `INSERT INTO settings (name, value) VALUES ('pointed-to', to_json($1::text))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE settings.value #>> '{}' <> $1 RETURNING name`;
  return (await store.pool.query(text, [address])).rowCount === 1;
}

export async function repointNumbers(house: TwilioHouse, logger: Logger): Promise<string[]> {
  const { publicUrl } = house.config;
  if (publicUrl === null || !(await isOurs(house, publicUrl))) return [];
  const pointed: string[] = [];
  for (const number of await listPhoneNumbers(house.store)) {
    if (number.accountType === "twin" || number.routing.voiceUrl.startsWith(`${publicUrl}/`)) continue;
    try {
      const { routing } = await repairNumber(house, number);
      if (routing.state === "ok") pointed.push(number.id);
      logger.info({ phoneNumberId: number.id, state: routing.state }, "number-pointed-here");
    } catch (error) {
      logger.warn({ phoneNumberId: number.id, problem: String(error) }, "number-not-pointed-here");
    }
  }
  return pointed;
}
