import { caller, simulate } from "offhook/testing";
import { describe, expect, it } from "vitest";
import { bookingAssistant } from "./assistant.ts";
import { Calendar } from "./calendar.ts";

// Calls begin on Sunday the 22nd of November 2026: tomorrow is the 23rd.
const john = () => caller().name("John Smith").phone("four one five, five five five, two six seven one");

describe("booking an appointment", () => {
  it("books the next free slot when ten is taken", async () => {
    const calendar = new Calendar(["2026-11-23 10:00"]);
    const call = await simulate(bookingAssistant(calendar), john().says("tomorrow at ten").accepts("half past ten"));
    expect(call).toHaveEffect("bookSlot", {
      day: "2026-11-23",
      time: "10:30",
      name: "John Smith",
      phone: "+14155552671",
    });
    expect(call).toHaveHeard("half past ten");
    expect(call).toHaveHeard("It is booked");
    expect(call.ended).toBe("agent-hung-up");
    expect(call.longestSilenceMs).toBeLessThan(4_000);
    expect(calendar.bookings).toHaveLength(1);
  });

  it("takes a correction at the last moment", async () => {
    const calendar = new Calendar();
    const changing = john()
      .says("tomorrow at eleven")
      .answers(/Monday[^?]*Shall I book it/, "no, Tuesday");
    const call = await simulate(bookingAssistant(calendar), changing);
    expect(calendar.bookings).toMatchObject([{ day: "2026-11-24", time: "11:00" }]);
    expect(call).toHaveCallerTurns({ atLeast: 5 });
  });

  it("asks again for what it did not understand, and takes keys", async () => {
    const pressing = john().says("tomorrow").says("whenever the moon is up").presses("1130#");
    const call = await simulate(bookingAssistant(new Calendar()), pressing);
    expect(call).toHaveEffect("bookSlot", { time: "11:30" });
  });

  it("puts the caller through to a person whenever they want one", async () => {
    const call = await simulate(bookingAssistant(new Calendar()), caller().says("tomorrow").says("a person, please"));
    expect(call.ended).toBe("transferred");
    expect(call.effects).toEqual([]);
  });

  it("says so when nobody answers there", async () => {
    const asking = caller().says("can I talk to a person?");
    const call = await simulate(bookingAssistant(new Calendar()), asking, { transfer: "no-answer" });
    expect(call).toHaveHeard("my colleague did not answer");
    expect(call).not.toHaveEffect("bookSlot");
  });

  it("is not silent while a slow calendar thinks, nor when it breaks", async () => {
    const slow = await simulate(bookingAssistant(new Calendar()), john().says("tomorrow at nine"), {
      toolMs: { findSlots: 6_000 },
    });
    expect(slow).toHaveEffect("bookSlot", { time: "09:00" });
    expect(slow.longestSilenceMs).toBeLessThan(4_000);
    const broken = new Calendar();
    broken.isFree = () => {
      throw new Error("disk full");
    };
    const call = await simulate(bookingAssistant(broken), john().says("tomorrow at nine"));
    expect(call).toHaveHeard("the calendar does not answer");
    expect(call.ended).toBe("transferred");
  });

  it("lets the caller cut in", async () => {
    const eager = john().interrupts("tomorrow at ten, please.");
    const call = await simulate(bookingAssistant(new Calendar()), eager);
    expect(call.transcript[0]?.interrupted).toBe(true);
    expect(call).toHaveEffect("bookSlot", { time: "10:00" });
    expect(call).toHaveHeard("automated assistant");
  });
});
