/** What can be set about an assistant: the one source for the API, the console and what is stored. */
import { DEFAULT_TIMING, phrasesOf } from "@offhook/engine/conversation";
import { z } from "zod";
import { flowShape } from "./flow-shape.ts";
import { keptDays } from "./kept-days.ts";
import { weekHours } from "./week-hours.ts";

const PROMPT_LETTERS = 50_000;

/** Settings of a vendor's own (a voice's `stability`) are allowed: which there are, its adapter knows. */
const choice = z
  .looseObject({ provider: z.string().min(1).max(64), id: z.string().max(200).optional() })
  .meta({ id: "ProviderChoice" });
const choices = z.array(choice).max(10);
const chooseBy = z.enum(["order", "latency", "price"]);
const dollars = z.string().regex(/^\d{1,6}(\.\d{1,4})?$/, "an amount in US dollars, such as 0.50");

const numbersLike = (model: object) =>
  z.strictObject(
    Object.fromEntries(Object.keys(model).map((key) => [key, z.number().min(0).max(86_400_000).optional()])),
  );
const phrasesLike = z.strictObject(
  Object.fromEntries(
    Object.entries(phrasesOf("en")).map(([key, value]) => [
      key,
      (Array.isArray(value) ? z.array(z.string().max(500)).max(20) : z.string().max(500)).optional(),
    ]),
  ),
);

const person = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  number: z.string().regex(/^\+[1-9]\d{6,14}$/, "a number written like +14155550100"),
  /** When they can be reached, in the assistant's time zone; left out: round the clock. */
  hours: weekHours.optional(),
});

export const settingsShape = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    instructions: z.string().max(PROMPT_LETTERS).optional(),
    firstMessage: z.string().max(2_000).optional(),
    greeting: z.literal("generated").optional(),
    language: z.string().min(2).max(35).optional(),
    timeZone: z.string().min(1).max(64).optional(),
    disclosure: z
      .strictObject({
        phrase: z.string().min(1).max(200),
        short: z.string().min(1).max(500),
        mustFinish: z.boolean().optional(),
      })
      .nullable()
      .optional(),
    transcriber: choices.min(1).optional(),
    voice: choices.min(1).optional(),
    model: choices.optional(),
    realtime: choices.optional(),
    choose: z
      .strictObject({ transcriber: chooseBy.optional(), voice: chooseBy.optional(), model: chooseBy.optional() })
      .optional(),
    thinkAhead: z.boolean().optional(),
    hedge: z.boolean().optional(),
    pronunciations: z
      .array(z.strictObject({ written: z.string().min(1).max(100), spoken: z.string().min(1).max(200) }))
      .max(500)
      .optional(),
    budget: z
      .strictObject({ perCall: dollars.optional(), perDay: dollars.optional(), perMonth: dollars.optional() })
      .optional(),
    answers: z
      .array(
        z.strictObject({
          asked: z.array(z.string().min(1).max(300)).min(1).max(50),
          say: z.string().min(1).max(2_000),
        }),
      )
      .max(200)
      .optional(),
    /** Names of tools that are there: built in, or made in the console. */
    tools: z.array(z.string().min(1).max(64)).max(50).optional(),
    /** A call begins in the first. */
    flow: z.array(flowShape).max(50).optional(),
    people: z.array(person).max(50).optional(),
    timing: numbersLike(DEFAULT_TIMING).optional(),
    phrases: phrasesLike.optional(),
    recording: z.boolean().optional(),
    retention: z
      .strictObject({ transcriptDays: keptDays.optional(), recordingDays: keptDays.optional() })
      .optional()
      .describe("Instead of the house's; what is left out is as the house has it."),
    whileUnsure: z.enum(["silent", "duck"]).optional(),
    whenFull: z.enum(["reject", "say", "transfer"]).optional(),
  })
  .meta({ id: "AssistantSettings" });

export type AssistantSettings = z.infer<typeof settingsShape>;
