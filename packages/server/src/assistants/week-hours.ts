/** Opening hours by the day, of phone numbers and of people. */
import { z } from "zod";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "a time such as 09:00");
const spans = z.array(z.strictObject({ from: clock, until: clock })).max(6);

/** 1 is Monday, 7 Sunday; a day left out is closed. */
export const weekHours = z.strictObject({
  ...{ 1: spans.optional(), 2: spans.optional(), 3: spans.optional(), 4: spans.optional() },
  ...{ 5: spans.optional(), 6: spans.optional(), 7: spans.optional() },
});
