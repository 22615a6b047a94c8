/** A worker dies at every point between the decision to book and its result: one booking or none, and the caller is told. */
import { describe, expect, it } from "vitest";
import { deskCall, over, story } from "./story.ts";

const COMMITS_AFTER_MS = 100;
const SETTLES_AFTER_MS = 200;
const ANSWERS_AFTER_MS = 250;

/** A calendar that outlives the worker, with the effect guard of the shell: intended, done, settled. */
function durableCalendar() {
  const intended = new Set<string>();
  const settled = new Set<string>();
  const booked: string[] = [];
  const fault = { code: "effect-unknown", message: "begun before, end unknown" };
  return {
    booked,
    bookSlot(call: ReturnType<typeof deskCall>["call"], args: Record<string, unknown>, key: string) {
      const result = { booked: true, time: args.time };
      if (settled.has(key) || booked.includes(key)) return { ok: true as const, result };
      if (intended.has(key)) return { ok: false as const, fault, unknown: true };
      intended.add(key);
      const { lives } = call;
      const later = (ms: number, run: () => void) =>
        call.clock.at(call.now + ms, () => {
          if (call.lives === lives) run();
        });
      later(COMMITS_AFTER_MS, () => booked.push(key));
      later(SETTLES_AFTER_MS, () => settled.add(key));
      return { afterMs: ANSWERS_AFTER_MS, outcome: { ok: true as const, result } };
    },
  };
}

async function bookAndDie(afterMs: number) {
  const calendar = durableCalendar();
  const made: ReturnType<typeof deskCall>[] = [];
  const desk = deskCall(
    {},
    { tools: { bookSlot: (args, key) => calendar.bookSlot((made[0] as ReturnType<typeof deskCall>).call, args, key) } },
  );
  made.push(desk);
  const { call } = desk;
  await call.answers("book an appointment for tomorrow at eleven for John");
  await call.answers("four one five, five five five, two six seven one");
  await call.answers("yes");
  await call.says("yes please");
  await call.until(() => call.commandsOf("run-tool").some((one) => one.name === "bookSlot"), 5_000);
  await call.pass(afterMs);
  await call.crash();
  await call.agentFinishes();
  return { call, booked: calendar.booked };
}

describe("a worker dies while it books", () => {
  const points = Array.from({ length: 16 }, (_, index) => index * 20);

  it.each(points)("%i ms after the decision", async (afterMs) => {
    const { call, booked } = await bookAndDie(afterMs);
    expect(booked.length).toBeLessThanOrEqual(1);
    const told = call.heard;
    if (booked.length === 1) expect(told).toContain("is booked for");
    else expect(told).toContain("I could not confirm the booking just now");
    over(call);
  });

  story(
    62,
    async () => {
      for (const dieAfterMs of [300, 5_200, 6_000, 9_000, 11_500, 14_000, 18_500, 22_000]) {
        const { call, booked } = deskCall();
        const lines = [
          "book an appointment for tomorrow at eleven",
          "My name is John",
          "four one five, five five five, two six seven one",
          "yes",
          "yes please",
        ];
        let died = false;
        for (const line of lines) {
          await call.agentFinishes();
          if (!died && call.now >= dieAfterMs) {
            died = true;
            await call.crash();
            await call.agentFinishes();
          }
          await call.answers(line);
        }
        expect(booked).toHaveLength(1);
        expect(call.heard).toContain("is booked for");
        over(call);
      }
    },
    "the worker dies anywhere in the call: the conversation goes on, and is booked once",
  );
});
