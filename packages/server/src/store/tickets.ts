/** One-time tickets of media streams, so that any worker can redeem what another issued. Only hashes are kept. */
import { newTicket, TICKET_LIFE_MS, type TicketStore, ticketHash, twilioFault } from "@offhook/carrier-twilio";
import type { Store } from "./store.ts";

/** How long a spent ticket is told from one that never was. */
const REMEMBERED_MS = 10 * TICKET_LIFE_MS;

const ISSUE = `
  WITH forgotten AS (DELETE FROM tickets WHERE expires_at < $4)
  INSERT INTO tickets (hash, carrier_call_id, expires_at) VALUES ($1, $2, $3)`;
const REDEEM = `
  UPDATE tickets SET used_at = now() WHERE hash = $1 AND carrier_call_id = $2 AND used_at IS NULL AND expires_at >= $3`;
const EXPLAIN = `SELECT carrier_call_id AS "callSid", used_at AS "usedAt" FROM tickets WHERE hash = $1`;

export function createTicketStore(store: Store): TicketStore {
  return {
    async issue(callSid, nowMs) {
      const ticket = newTicket();
      const [expiresAt, forgetBefore] = [new Date(nowMs + TICKET_LIFE_MS), new Date(nowMs - REMEMBERED_MS)];
      await store.pool.query(ISSUE, [ticketHash(ticket), callSid, expiresAt, forgetBefore]);
      return ticket;
    },
    async redeem(ticket, callSid, nowMs) {
      const hash = ticketHash(ticket);
      const { rowCount } = await store.pool.query(REDEEM, [hash, callSid, new Date(nowMs)]);
      if (rowCount === 1) return { ok: true, value: true };
      return { ok: false, fault: twilioFault(await whyRefused(store, hash, callSid)) };
    },
  };
}

type Refusal = "ticket-unknown" | "ticket-wrong-call" | "ticket-used" | "ticket-expired";

async function whyRefused(store: Store, hash: string, callSid: string): Promise<Refusal> {
  const { rows } = await store.pool.query<{ callSid: string; usedAt: Date | null }>(EXPLAIN, [hash]);
  const [found] = rows;
  if (!found) return "ticket-unknown";
  if (found.callSid !== callSid) return "ticket-wrong-call";
  return found.usedAt ? "ticket-used" : "ticket-expired";
}
