/** Messages that the agent took for someone. */
import { newId } from "../ids.ts";
import type { Store } from "./store.ts";

export interface Message {
  id: string;
  callId: string | null;
  effectKey: string | null;
  forWhom: string;
  text: string;
  fromName: string | null;
  phone: string | null;
  createdAt: Date;
}

export type NewMessage = Pick<Message, "forWhom" | "text"> & Partial<Omit<Message, "id" | "createdAt">>;

const COLUMNS = `id, call_id AS "callId", effect_key AS "effectKey", for_whom AS "forWhom", text, from_name AS "fromName",
  phone, created_at AS "createdAt"`;

/** The same `effectKey` again gives the message taken first. */
export async function takeMessage(store: Store, message: NewMessage): Promise<Message> {
  const { callId = null, effectKey = null, forWhom, text, fromName = null, phone = null } = message;
  const insert = `INSERT INTO messages (id, call_id, effect_key, for_whom, text, from_name, phone)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (effect_key) DO NOTHING RETURNING ${COLUMNS}`;
  const words = [forWhom, text, fromName, phone].map((word) => word?.replaceAll("\u0000", "") ?? null);
  const { rows } = await store.pool.query<Message>(insert, [newId("msg"), callId, effectKey, ...words]);
  const taken = rows[0] ?? (effectKey === null ? null : await findMessageByKey(store, effectKey));
  if (!taken) throw new Error("a message was not written");
  return taken;
}

export async function findMessageByKey(store: Store, effectKey: string): Promise<Message | null> {
  const { rows } = await store.pool.query<Message>(`SELECT ${COLUMNS} FROM messages WHERE effect_key = $1`, [
    effectKey,
  ]);
  return rows[0] ?? null;
}
