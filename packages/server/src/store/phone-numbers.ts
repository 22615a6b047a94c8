/** Phone numbers that are connected here, as they are stored. */
import { newId } from "../ids.ts";
import type { AccountType, NumberHours, StoredRouting } from "./number-tables.ts";
import type { Store } from "./store.ts";

export interface PhoneNumberRow {
  id: string;
  number: string;
  accountSid: string;
  accountType: AccountType;
  numberSid: string;
  assistantId: string | null;
  hours: NumberHours | null;
  afterHoursAssistantId: string | null;
  fallbackNumber: string | null;
  fallbackUrl: string | null;
  before: Readonly<Record<string, string>> | null;
  routing: StoredRouting;
  createdAt: Date;
}

/** What can be changed without asking the carrier. */
export type NumberBinding = Pick<
  PhoneNumberRow,
  "assistantId" | "hours" | "afterHoursAssistantId" | "fallbackNumber" | "fallbackUrl"
>;

const SELECT = `SELECT id, number, account_sid AS "accountSid", account_type AS "accountType",
  number_sid AS "numberSid", assistant_id AS "assistantId", hours, after_hours_assistant_id AS "afterHoursAssistantId",
  fallback_number AS "fallbackNumber", fallback_url AS "fallbackUrl", before, routing, created_at AS "createdAt"
  FROM phone_numbers`;

export async function listPhoneNumbers(store: Store): Promise<PhoneNumberRow[]> {
  return (await store.pool.query<PhoneNumberRow>(`${SELECT} ORDER BY id LIMIT 1000`)).rows;
}

export async function getPhoneNumber(store: Store, id: string): Promise<PhoneNumberRow | null> {
  return (await store.pool.query<PhoneNumberRow>(`${SELECT} WHERE id = $1`, [id])).rows[0] ?? null;
}

export async function findPhoneNumber(store: Store, number: string): Promise<PhoneNumberRow | null> {
  return (await store.pool.query<PhoneNumberRow>(`${SELECT} WHERE number = $1`, [number])).rows[0] ?? null;
}

/** A number that is connected again keeps its id, and what stood at the carrier before it was first changed. */
export async function keepPhoneNumber(
  store: Store,
  number: Omit<PhoneNumberRow, "id" | "createdAt">,
): Promise<PhoneNumberRow> {
  const text = `INSERT INTO phone_numbers (id, number, account_sid, account_type, number_sid, assistant_id, hours,
      after_hours_assistant_id, fallback_number, fallback_url, before, routing)
    VALUES ($1, $2, $3, $4, $5, $6, $7::json, $8, $9, $10, $11::json, $12::json)
    ON CONFLICT (number) DO UPDATE SET account_sid = excluded.account_sid, account_type = excluded.account_type,
      number_sid = excluded.number_sid, assistant_id = excluded.assistant_id, hours = excluded.hours,
      after_hours_assistant_id = excluded.after_hours_assistant_id, fallback_number = excluded.fallback_number,
      fallback_url = excluded.fallback_url, before = coalesce(phone_numbers.before, excluded.before),
      routing = excluded.routing, updated_at = now()`;
  const { hours, before, routing } = number;
  await store.pool.query(text, [
    ...[newId("num"), number.number, number.accountSid, number.accountType, number.numberSid, number.assistantId],
    ...[jsonOf(hours), number.afterHoursAssistantId, number.fallbackNumber, number.fallbackUrl],
    ...[jsonOf(before), JSON.stringify(routing)],
  ]);
  const kept = await findPhoneNumber(store, number.number);
  if (!kept) throw new Error("a number that was kept is not there");
  return kept;
}

/** Null: there is no such number. `check` sees what it changes, and may throw. */
export async function bindPhoneNumber(
  store: Store,
  id: string,
  change: Partial<NumberBinding>,
  check: (before: PhoneNumberRow) => void,
): Promise<PhoneNumberRow | null> {
  return store.transaction(async (client) => {
    const { rows } = await client.query<PhoneNumberRow>(`${SELECT} WHERE id = $1 FOR UPDATE`, [id]);
    if (!rows[0]) return null;
    check(rows[0]);
    const next = { ...rows[0], ...change };
    await client.query(
      `UPDATE phone_numbers SET assistant_id = $2, hours = $3::json, after_hours_assistant_id = $4,
        fallback_number = $5, fallback_url = $6, updated_at = now() WHERE id = $1`,
      [id, next.assistantId, jsonOf(next.hours), next.afterHoursAssistantId, next.fallbackNumber, next.fallbackUrl],
    );
    return next;
  });
}

export async function keepRouting(store: Store, id: string, routing: StoredRouting): Promise<void> {
  const text = "UPDATE phone_numbers SET routing = $2::json, updated_at = now() WHERE id = $1";
  await store.pool.query(text, [id, JSON.stringify(routing)]);
}

export async function removePhoneNumber(store: Store, id: string): Promise<boolean> {
  return ((await store.pool.query("DELETE FROM phone_numbers WHERE id = $1", [id])).rowCount ?? 0) > 0;
}

const jsonOf = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
