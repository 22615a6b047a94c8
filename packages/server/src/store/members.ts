/** Who may use the console, and as what. */
import { OffhookError } from "../errors.ts";
import type { Role } from "./member-tables.ts";
import type { Store } from "./store.ts";

export interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
}

export async function listMembers(store: Store): Promise<MemberRow[]> {
  const text = 'SELECT id, name, email, role, "createdAt" FROM members ORDER BY id';
  return (await store.pool.query<MemberRow>(text)).rows;
}

export async function memberByEmail(store: Store, email: string): Promise<MemberRow | null> {
  const text = 'SELECT id, name, email, role, "createdAt" FROM members WHERE email = $1';
  return (await store.pool.query<MemberRow>(text, [email])).rows[0] ?? null;
}

/** Made before their first link, so that the link brings the role with it. The same again changes nothing. */
export async function addMember(store: Store, id: string, member: Omit<MemberRow, "id" | "createdAt">): Promise<void> {
  const text = `INSERT INTO members (id, name, email, role, "emailVerified") VALUES ($1, $2, $3, $4, true)
    ON CONFLICT (email) DO NOTHING`;
  await store.pool.query(text, [id, member.name, member.email, member.role]);
}

/** Of their next request on. The last owner stays one: nobody could let anybody in again. Null: there is no such member. */
export async function changeRole(store: Store, id: string, role: Role): Promise<MemberRow | null> {
  return store.transaction(async (client) => {
    const { rows } = await client.query<MemberRow>("SELECT id, role FROM members ORDER BY id FOR UPDATE");
    if (role !== "owner" && isLastOwner(rows, id)) throw new OffhookError("last-owner");
    const text = 'UPDATE members SET role = $2 WHERE id = $1 RETURNING id, name, email, role, "createdAt"';
    return (await client.query<MemberRow>(text, [id, role])).rows[0] ?? null;
  });
}

const isLastOwner = (all: readonly MemberRow[], id: string): boolean =>
  all.some((one) => one.id === id && one.role === "owner") && all.filter(({ role }) => role === "owner").length === 1;

/** Their sessions end with them, and the links that they have not used yet. The last owner stays: nobody could let anybody in again. */
export async function removeMember(store: Store, id: string): Promise<boolean> {
  return store.transaction(async (client) => {
    const { rows } = await client.query<MemberRow>("SELECT id, role FROM members ORDER BY id FOR UPDATE");
    if (!rows.some((one) => one.id === id)) return false;
    if (isLastOwner(rows, id)) throw new OffhookError("last-owner");
    const text = "DELETE FROM members WHERE id = $1 RETURNING email";
    const { rows: gone } = await client.query<{ email: string }>(text, [id]);
    // As the library writes them.
    const theirs = `"email":${JSON.stringify(gone[0]?.email)}`;
    await client.query("DELETE FROM sign_in_links WHERE strpos(value, $1) > 0", [theirs]);
    return true;
  });
}
