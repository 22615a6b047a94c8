/** What `/v1/test-calls` gives; what it takes is `test-calls/test-call.ts`. */
import { z } from "zod";
import { testCallBody } from "../test-calls/test-call.ts";

const instant = z.iso.datetime();

export const newTestCallShape = testCallBody.clone().meta({ id: "NewTestCall" });

export const testCallShape = testCallBody
  .extend({ id: z.string(), nextRunAt: instant.nullable(), createdAt: instant })
  .meta({ id: "TestCall" });

export const testRunShape = z
  .strictObject({
    id: z.string(),
    testCallId: z.string(),
    callId: z.string().nullable().describe("null: the call never came about."),
    startedAt: instant,
    endedAt: instant,
    ok: z.boolean(),
    problems: z.array(z.string()).describe("A sentence each."),
    longestWaitMs: z.number().nullable(),
  })
  .meta({ id: "TestRun" });
