/** Names a test after its story, so that `docs/stories.md` can be printed from the test run. */
import type { AssistantDefinition } from "@offhook/engine/conversation";
import { TextCall, type TextCallOptions } from "@offhook/engine/testing";
import { FRONT_DESK } from "@offhook/server/assistants";
import { it } from "vitest";
import { STORIES } from "./story-list.ts";

export function story(number: number, run: () => Promise<void>, detail = ""): void {
  const title = STORIES[number];
  if (!title) throw new Error(`There is no story ${number}`);
  it(`story ${number}: ${title}${detail ? ` (${detail})` : ""}`, run);
}

/** The same over the vendors' own adapters and their twins. */
export const vendorStory = (number: number, run: () => Promise<void>): void => story(number, run, "vendors' twins");

export const PERSON = { id: "frontDesk", name: "Front desk", number: "+14155550111" };

export interface Booked {
  day: string;
  time: string;
  name: string;
  phone: string;
}

/** A call to the sample clinic whose calendar has ten o'clock taken and everything else free. */
export function deskCall(change: Partial<AssistantDefinition> = {}, options: TextCallOptions = {}) {
  const booked: Booked[] = [];
  const messages: Record<string, unknown>[] = [];
  const call = new TextCall(
    { ...FRONT_DESK, ...change },
    {
      ...options,
      tools: {
        findSlots: ({ time }) => {
          const free = time !== "10:00";
          return { ok: true, result: { free, time, alternatives: free ? [] : ["10:30", "11:00"] } };
        },
        bookSlot: (args) => {
          booked.push(args as unknown as Booked);
          return { ok: true, result: { booked: true, time: args.time } };
        },
        takeMessage: (args) => {
          messages.push(args);
          return { ok: true, result: { taken: true } };
        },
        ...options.tools,
      },
    },
  );
  call.start();
  return { call, booked, messages };
}

/** A call to an assistant whose model is scripted. */
export function modelCall(
  model: TextCallOptions["model"],
  change: Partial<AssistantDefinition> = {},
  options: TextCallOptions = {},
) {
  const assistant = { ...FRONT_DESK, flows: [], model: [{ provider: "scripted" }], ...change };
  const call = new TextCall(assistant, { model, ...options });
  call.start();
  return call;
}

/** Every story ends with this: what was logged can be played again, with the same result. */
export function over(call: TextCall): void {
  call.verifyReplay();
}
