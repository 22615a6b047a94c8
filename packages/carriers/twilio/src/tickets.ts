/**
 * One-time tickets that a stream must bring in its `<Parameter>`: the upgrade's signature is the same for every call,
 * so it proves Twilio, not the call. Keeps only hashes; knows no clock.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Result } from "@offhook/engine/ports";
import { twilioFault } from "./faults.ts";

export const TICKET_LIFE_MS = 60_000;
const TICKET_BYTES = 16;
/** How long a spent ticket is told from one that never was; for the log only. */
const REMEMBERED_MS = 10 * TICKET_LIFE_MS;

/** The server backs this with its database, so that any worker can redeem. */
export interface TicketStore {
  issue(callSid: string, nowMs: number): Promise<string>;
  redeem(ticket: string, callSid: string, nowMs: number): Promise<Result<true>>;
}

interface Issued {
  callSid: string;
  atMs: number;
  used: boolean;
}

export class MemoryTicketStore implements TicketStore {
  private readonly issued = new Map<string, Issued>();

  async issue(callSid: string, nowMs: number): Promise<string> {
    this.forgetOld(nowMs);
    const ticket = newTicket();
    this.issued.set(ticketHash(ticket), { callSid, atMs: nowMs, used: false });
    return ticket;
  }

  async redeem(ticket: string, callSid: string, nowMs: number): Promise<Result<true>> {
    const found = this.issued.get(ticketHash(ticket));
    if (found === undefined) return { ok: false, fault: twilioFault("ticket-unknown") };
    // A ticket shown for another call stays good for its own: a stranger must not be able to spend it.
    if (found.callSid !== callSid) return { ok: false, fault: twilioFault("ticket-wrong-call") };
    if (found.used) return { ok: false, fault: twilioFault("ticket-used") };
    if (nowMs - found.atMs > TICKET_LIFE_MS) return { ok: false, fault: twilioFault("ticket-expired") };
    found.used = true;
    return { ok: true, value: true };
  }

  /** Insertion order is age order, so the old stand first. */
  private forgetOld(nowMs: number): void {
    for (const [hash, { atMs }] of this.issued) {
      if (nowMs - atMs <= REMEMBERED_MS) return;
      this.issued.delete(hash);
    }
  }
}

/** 128 random bits, 22 characters. */
export function newTicket(): string {
  return randomBytes(TICKET_BYTES).toString("base64url");
}

/** What a store keeps instead of the ticket. */
export function ticketHash(ticket: string): string {
  return createHash("sha256").update(ticket).digest("hex");
}
