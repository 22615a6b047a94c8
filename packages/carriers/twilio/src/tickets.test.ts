import { describe, expect, it } from "vitest";
import { MemoryTicketStore } from "./tickets.ts";

async function outcome(store: MemoryTicketStore, ticket: string, callSid: string, nowMs: number): Promise<string> {
  const redeemed = await store.redeem(ticket, callSid, nowMs);
  return redeemed.ok ? "ok" : redeemed.fault.code;
}

describe("a stream's ticket", () => {
  it("opens its own call once, within 60 s", async () => {
    const store = new MemoryTicketStore();
    const ticket = await store.issue("CA1", 0);
    expect(ticket).toMatch(/^[\w-]{22}$/);
    expect(await outcome(store, ticket, "CA1", 60_000)).toBe("ok");
    expect(await outcome(store, ticket, "CA1", 60_000)).toBe("ticket-used");
  });

  it("is too old after 60 s, and unknown if never issued", async () => {
    const store = new MemoryTicketStore();
    const ticket = await store.issue("CA1", 0);
    expect(await outcome(store, ticket, "CA1", 60_001)).toBe("ticket-expired");
    expect(await outcome(store, "guessed", "CA1", 0)).toBe("ticket-unknown");
  });

  it("stays good for its call when another one shows it", async () => {
    const store = new MemoryTicketStore();
    const ticket = await store.issue("CA1", 0);
    expect(await outcome(store, ticket, "CA2", 1)).toBe("ticket-wrong-call");
    expect(await outcome(store, ticket, "CA1", 2)).toBe("ok");
  });

  it("is forgotten after ten minutes, so that memory is bounded", async () => {
    const store = new MemoryTicketStore();
    const old = await store.issue("CA1", 0);
    await store.issue("CA2", 600_001);
    expect(await outcome(store, old, "CA1", 600_001)).toBe("ticket-unknown");
  });
});
