/** What every realtime model must keep, clause by clause. Knows no model: each is made for the scene that a clause needs. */
import { levelDbOfMulaw } from "@offhook/engine/audio";
import type { ModelMessage, RealtimeModel } from "@offhook/engine/ports";
import { expect } from "vitest";
import { ask, endsOf, type HeardReply, type HeardSession, openSession, speakInto, typesOf } from "./heard-reply.ts";

/** What the model under test shall do on its next replies, one each. */
export type RealtimeScene =
  | { does: "says"; text: string }
  | { does: "calls"; calls: readonly { id: string; name: string; args: Record<string, unknown> }[] }
  /** Gives up before its first word. */
  | { does: "fails" }
  /** Not a word comes: its own deadline must end it, within two seconds. */
  | { does: "hangs" };

/** One thing that the vendor believes was said or done. */
export interface Believed {
  role: "system" | "user" | "assistant" | "tool";
  /** Of the caller's own sound: what the vendor heard. */
  text: string;
}

export interface RealtimeSample {
  model: RealtimeModel;
  /** Speech with words in it, µ-law at 8 kHz. */
  speech: Uint8Array;
  /** What the vendor believes now, in order. */
  believed(): readonly Believed[];
  /** Can the vendor be told that a reply was not heard to its end? */
  canCut: boolean;
  /** Cuts the connection, as a broken network does. */
  lose(): void;
  close(): unknown;
}

export type MakeRealtime = (...scenes: readonly RealtimeScene[]) => Promise<RealtimeSample>;

export interface RealtimeClause {
  name: string;
  check(make: MakeRealtime): Promise<void>;
}

const PATIENCE_MS = 3_000;
/** In which something forbidden would have come. */
const LISTENING_ON_MS = 60;

const GREETING: ModelMessage = { role: "assistant", content: "Hello, this is the front desk." };
const QUESTION: ModelMessage = { role: "user", content: "When are you open?" };
const ANSWER = "We are open from nine to five, and on Saturdays until noon.";
const LONG = `${ANSWER} `.repeat(8).trim();

const says = (text: string): RealtimeScene => ({ does: "says", text });
const listenOn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LISTENING_ON_MS));

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  const limit = Date.now() + PATIENCE_MS;
  while (!holds()) {
    if (Date.now() > limit) throw new Error(otherwise);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function endOf(heard: HeardReply): Promise<void> {
  await until(() => endsOf(heard).length > 0, "The reply never ended");
  await listenOn();
}

/** A clause's scene: the sample is closed whatever comes of it. */
async function scene(
  make: MakeRealtime,
  scenes: readonly RealtimeScene[],
  play: (call: HeardSession, sample: RealtimeSample) => Promise<void>,
): Promise<void> {
  const sample = await make(...scenes);
  const call = openSession(sample.model);
  try {
    await play(call, sample);
  } finally {
    call.session.close();
    await sample.close();
  }
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const agentsWords = (sample: RealtimeSample): string[] =>
  sample
    .believed()
    .filter(({ role, text }) => role === "assistant" && plain(text) !== "")
    .map(({ text }) => plain(text));

export const REALTIME_CLAUSES: readonly RealtimeClause[] = [
  {
    name: "has an id, and the telephone's format",
    check: (make) =>
      scene(make, [], async (_, { model }) => {
        expect(model.id).toMatch(/\S/);
        expect(model.formats).toContainEqual({ encoding: "mulaw", sampleRateHz: 8_000 });
      }),
  },
  {
    name: "says once that it is open, and not from within open",
    async check(make) {
      const sample = await make();
      const call = openSession(sample.model);
      expect(call.opened).toBe(0);
      await until(() => call.opened > 0, "It never opened");
      await listenOn();
      expect([call.opened, call.faults]).toEqual([1, []]);
      call.session.close();
      await sample.close();
    },
  },
  {
    name: "answers with words and the sound of them, and ends once",
    check: (make) =>
      scene(make, [says(ANSWER)], async (call, { speech }) => {
        speakInto(call, speech);
        const heard = ask(call, QUESTION);
        await endOf(heard);
        expect(typesOf({ events: endsOf(heard) })).toEqual(["done"]);
        expect(heard.events.at(-1)).toMatchObject({ type: "done", because: "stop" });
        expect(plain(heard.text)).toBe(ANSWER);
        const seconds = heard.audio.length / 8_000;
        expect(seconds).toBeGreaterThan(1.5);
        expect(seconds).toBeLessThan(15);
        expect(levelDbOfMulaw(heard.audio)).toBeGreaterThan(-40);
      }),
  },
  {
    name: "counts its tokens in whole numbers, those of sound apart, or says null",
    check: (make) =>
      scene(make, [says(ANSWER)], async (call, { speech }) => {
        speakInto(call, speech);
        const heard = ask(call, QUESTION);
        await endOf(heard);
        const [usage] = heard.events.flatMap((event) => (event.type === "done" ? [event.usage] : []));
        expect(usage).not.toBeUndefined();
        const counts = Object.values(usage ?? {});
        expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
  },
  {
    name: "hears the caller's words itself, and tells where they stood",
    check: (make) =>
      scene(make, [says(ANSWER)], async (call, { speech }) => {
        speakInto(call, speech, 60_000);
        await endOf(ask(call, QUESTION));
        await until(() => call.heard.length > 0, "It told no words");
        const [words] = call.heard;
        expect(words?.text).toMatch(/\S/);
        expect(Math.abs((words?.startAudioMs ?? 0) - 60_000)).toBeLessThanOrEqual(400);
        expect(Math.abs((words?.endAudioMs ?? 0) - 60_000 - speech.length / 8)).toBeLessThanOrEqual(400);
      }),
  },
  {
    name: "is silent once cancelled, cancelling twice is harmless, and the next reply is as ever",
    check: (make) =>
      scene(make, [says(LONG), says(ANSWER)], async (call) => {
        const heard = ask(call, QUESTION);
        await until(() => heard.audio.length > 0, "It never spoke");
        heard.reply.cancel();
        const { length } = heard.events;
        heard.reply.cancel();
        const next = ask(call, QUESTION);
        await endOf(next);
        expect([heard.events.length, endsOf(heard)]).toEqual([length, []]);
        expect(plain(next.text)).toBe(ANSWER);
        next.reply.cancel();
        await listenOn();
        expect(endsOf(next).length).toBe(1);
      }),
  },
  {
    name: "gives the reply that was asked for last, and mixes none",
    check: (make) =>
      scene(make, [says(LONG), says(ANSWER)], async (call) => {
        const first = ask(call, QUESTION);
        await until(() => first.audio.length > 0, "It never spoke");
        const second = ask(call, QUESTION, { role: "assistant", content: "We are" }, QUESTION);
        await endOf(second);
        expect(plain(second.text)).toBe(ANSWER);
        expect(plain(LONG).startsWith(plain(first.text))).toBe(true);
        expect(endsOf(first).map(({ type }) => type)).toEqual(["fault"]);
      }),
  },
  {
    name: "knows what others said before, in order and once",
    check: (make) =>
      scene(make, [says(ANSWER), says("You are welcome.")], async (call, sample) => {
        const heard = ask(call, GREETING, QUESTION);
        await endOf(heard);
        const said: ModelMessage = { role: "assistant", content: `${ANSWER} Are you still there?` };
        await endOf(ask(call, GREETING, QUESTION, said, { role: "user", content: "(keys pressed: 1)" }));
        const believed = sample.believed().map(({ role, text }) => `${role}: ${plain(text)}`);
        expect(believed.filter((one) => !one.endsWith(": "))).toEqual([
          `assistant: ${GREETING.content}`,
          `user: ${QUESTION.content}`,
          `assistant: ${ANSWER}`,
          "assistant: Are you still there?",
          "user: (keys pressed: 1)",
          "assistant: You are welcome.",
        ]);
      }),
  },
  {
    name: "believes that a cut reply ended where the caller stopped hearing it, where its vendor lets itself be told",
    check: (make) =>
      scene(make, [says(ANSWER), says("Fine.")], async (call, sample) => {
        const heard = ask(call, QUESTION);
        await endOf(heard);
        heard.reply.heard(heard.audio.length / 8 / 2);
        const half: ModelMessage = { role: "assistant", content: ANSWER.split(" ").slice(0, 6).join(" ") };
        await endOf(ask(call, QUESTION, half, { role: "user", content: "(keys pressed: 2)" }));
        if (!sample.canCut) return;
        const [cut = "", ...rest] = agentsWords(sample);
        expect(cut).not.toBe("");
        expect(ANSWER.startsWith(cut)).toBe(true);
        expect(cut.length).toBeLessThan(ANSWER.length * 0.7);
        expect(rest).toEqual(["Fine."]);
      }),
  },
  {
    name: "does not believe what it said to nobody, where its vendor lets itself be told",
    check: (make) =>
      scene(make, [says(ANSWER), says(ANSWER), says("Fine.")], async (call, sample) => {
        const cancelled = ask(call, { role: "user", content: "When" });
        await until(() => cancelled.audio.length > 0, "It never spoke");
        cancelled.reply.cancel();
        const unheard = ask(call, { role: "user", content: "When are" });
        await endOf(unheard);
        unheard.reply.heard(0);
        await endOf(ask(call, QUESTION));
        if (sample.canCut) expect(agentsWords(sample)).toEqual(["Fine."]);
      }),
  },
  {
    name: "gives tool calls whole, ends for them, and goes on from their results",
    check: (make) => {
      const calls = [
        { id: "call_1", name: "findOrder", args: { orderNumber: "12345", note: "größer \"als\" '7'" } },
        { id: "call_2", name: "findOrder", args: {} },
      ];
      return scene(make, [{ does: "calls", calls }, says("It is on its way.")], async (call, sample) => {
        const heard = ask(call, QUESTION);
        await endOf(heard);
        const called = heard.events.flatMap((event) => (event.type === "tool-call" ? [event.call] : []));
        const read = called.map(({ name, argumentsJson }) => ({ name, args: JSON.parse(argumentsJson) as unknown }));
        expect(read).toEqual(calls.map(({ name, args }) => ({ name, args })));
        expect(new Set(called.map(({ id }) => id)).size).toBe(2);
        expect(heard.events.at(-1)).toMatchObject({ type: "done", because: "tool-calls" });
        const results = called.map(
          ({ id }, index): ModelMessage => ({
            ...{ role: "tool", toolCallId: id, content: `result ${index}` },
          }),
        );
        const next = ask(call, QUESTION, { role: "assistant", content: "", toolCalls: called }, ...results);
        await endOf(next);
        expect(plain(next.text)).toBe("It is on its way.");
        const told = sample.believed().filter(({ role }) => role === "tool");
        expect(told.map(({ text }) => text)).toEqual(["result 0", "result 1"]);
      });
    },
  },
  {
    name: "reports a failed reply as a fault with a code, once, and answers the next",
    check: (make) =>
      scene(make, [{ does: "fails" }, says(ANSWER)], async (call) => {
        const heard = ask(call, QUESTION);
        await endOf(heard);
        expect(typesOf(heard)).toEqual(["fault"]);
        expectFault(heard);
        const next = ask(call, QUESTION);
        await endOf(next);
        expect(plain(next.text)).toBe(ANSWER);
        expect(call.faults).toEqual([]);
      }),
  },
  {
    name: "ends a reply that does not come by a deadline of its own",
    check: (make) =>
      scene(make, [{ does: "hangs" }], async (call) => {
        const heard = ask(call, QUESTION);
        await endOf(heard);
        expect(typesOf(heard)).toEqual(["fault"]);
        expect(heard.events[0]).toMatchObject({ fault: { retryable: true } });
        expectFault(heard);
      }),
  },
  {
    name: "fails its reply once and itself once when the connection is lost, and every reply after that",
    check: (make) =>
      scene(make, [says(LONG)], async (call, sample) => {
        await until(() => call.opened > 0, "It never opened");
        const heard = ask(call, QUESTION);
        await until(() => heard.audio.length > 0, "It never spoke");
        sample.lose();
        await endOf(heard);
        expect(typesOf({ events: endsOf(heard) })).toEqual(["fault"]);
        expectFault(heard);
        expect(call.faults.length).toBe(1);
        const after = ask(call, QUESTION);
        expect(after.events).toEqual([]);
        await endOf(after);
        expect(typesOf(after)).toEqual(["fault"]);
        heard.reply.heard(100);
        heard.reply.cancel();
        await listenOn();
        expect([call.faults.length, endsOf(heard).length]).toEqual([1, 1]);
      }),
  },
  {
    name: "says nothing once it is closed",
    check: (make) =>
      scene(make, [says(LONG)], async (call) => {
        const heard = ask(call, QUESTION);
        await until(() => heard.audio.length > 0, "It never spoke");
        call.session.close();
        const { length } = heard.events;
        call.session.push(new Uint8Array(160).fill(0xff), 0);
        call.session.close();
        await listenOn();
        expect([heard.events.length, call.faults]).toEqual([length, []]);
      }),
  },
  {
    name: "takes sound of any size, hints in any order, and never throws",
    check: (make) =>
      scene(make, [says(ANSWER)], async (call) => {
        call.session.speechStarted(5_000);
        for (const size of [0, 1, 159, 161, 40_000]) call.session.push(new Uint8Array(size).fill(0x7f), size);
        call.session.speechStarted(1_000);
        const heard = ask(call);
        heard.reply.heard(99_999_999);
        heard.reply.heard(-1);
        heard.reply.cancel();
        await listenOn();
        expect(call.faults).toEqual([]);
      }),
  },
];

function expectFault({ events }: HeardReply): void {
  const event = events.at(-1);
  const fault = event?.type === "fault" ? event.fault : null;
  expect(fault?.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
  expect(fault?.message).toMatch(/\S/);
  expect(typeof fault?.retryable).toBe("boolean");
}
