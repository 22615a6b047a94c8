/** The built-in calendar's bookings: no two at the same time, and no effect twice. */
import type { Result } from "@offhook/engine/ports";
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";

export interface Booking {
  id: string;
  calendar: string;
  startsAt: Date;
  endsAt: Date;
  name: string;
  phone: string | null;
  callId: string | null;
  effectKey: string | null;
  cancelledAt: Date | null;
}

export interface NewBooking {
  calendar: string;
  startsAt: Date;
  endsAt: Date;
  name: string;
  phone?: string | null;
  callId?: string | null;
  /** The same key again gives the same booking. */
  effectKey?: string | null;
}

const COLUMNS = `id, calendar, starts_at AS "startsAt", ends_at AS "endsAt", name, phone, call_id AS "callId",
  effect_key AS "effectKey", cancelled_at AS "cancelledAt"`;
const OVERLAPS = "calendar = $1 AND cancelled_at IS NULL AND starts_at < $3 AND ends_at > $2";

/** Fault: `slot-taken`. */
export async function book(store: Store, booking: NewBooking): Promise<Result<Booking>> {
  const { calendar, startsAt, endsAt, name, phone = null, callId = null, effectKey = null } = booking;
  return store.transaction(async (client): Promise<Result<Booking>> => {
    // One booker a calendar at a time: the check for overlaps and the insert are one step.
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`calendar:${calendar}`]);
    const before = await client.query<Booking>(`SELECT ${COLUMNS} FROM bookings WHERE effect_key = $1`, [effectKey]);
    if (before.rows[0]) return { ok: true, value: before.rows[0] };
    const overlap = await client.query(`SELECT FROM bookings WHERE ${OVERLAPS} LIMIT 1`, [calendar, startsAt, endsAt]);
    if (overlap.rowCount) {
      return { ok: false, fault: { code: "slot-taken", message: "another booking is there", retryable: false } };
    }
    const insert = `INSERT INTO bookings (id, calendar, starts_at, ends_at, name, phone, call_id, effect_key)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`;
    const values = [newId("book"), calendar, startsAt, endsAt, clean(name), phone && clean(phone), callId, effectKey];
    const { rows } = await client.query<Booking>(insert, values);
    if (!rows[0]) throw new Error("a booking was not written");
    return { ok: true, value: rows[0] };
  });
}

export async function findBookingByKey(store: Store, effectKey: string): Promise<Booking | null> {
  const { rows } = await store.pool.query<Booking>(`SELECT ${COLUMNS} FROM bookings WHERE effect_key = $1`, [
    effectKey,
  ]);
  return rows[0] ?? null;
}

/** Not cancelled, touching the span, in order. */
export async function listBookings(store: Store, calendar: string, from: Date, to: Date): Promise<Booking[]> {
  const text = `SELECT ${COLUMNS} FROM bookings WHERE ${OVERLAPS} ORDER BY starts_at`;
  return (await store.pool.query<Booking>(text, [calendar, from, to])).rows;
}

/** False if there is none, or it was cancelled before. */
export async function cancelBooking(store: Store, id: string): Promise<boolean> {
  const text = "UPDATE bookings SET cancelled_at = now() WHERE id = $1 AND cancelled_at IS NULL";
  return (await store.pool.query(text, [id])).rowCount === 1;
}

/** PostgreSQL's text holds every character but this one. */
function clean(text: string): string {
  return text.replaceAll("\u0000", "");
}
