/** What `/v1/phone-numbers` and `/v1/twilio` take and give. */
import { IANAZone } from "luxon";
import { z } from "zod";
import { weekHours } from "../assistants/week-hours.ts";
import { etagField } from "./if-match.ts";

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "a number written like +14155550100");
const accountSid = z.string().regex(/^AC[0-9a-f]{32}$/i, "an Account SID: AC and 32 letters or digits");
const authToken = z.string().trim().min(16, "an Auth Token has 32 letters and digits").max(128);
const assistantId = z.string().max(64).nullable();
const hours = z
  .strictObject({
    timeZone: z.string().max(64).refine(IANAZone.isValidZone, "a time zone such as Europe/Tallinn"),
    days: weekHours,
  })
  .meta({ id: "NumberHours" });

/** It has to answer when this server does not: an address of somebody else's, such as a TwiML Bin. */
const fallbackUrl = z
  .url({ protocol: /^https$/, error: "an https address, such as that of a TwiML Bin" })
  .max(500)
  .nullable();

export const phoneNumberParams = z.object({ id: z.string().max(64) });

export const connectNumberBody = z.strictObject({
  number: e164,
  carrier: z.literal("twilio"),
  accountSid,
  /** Left out: the one that is kept here for that account. */
  authToken: authToken.optional(),
  assistantId: assistantId.optional(),
  /** Nothing is changed: only what would be. */
  dryRun: z.boolean().optional(),
});

export const editNumberBody = z.strictObject({
  assistantId: assistantId.optional(),
  hours: hours.nullable().optional(),
  afterHoursAssistantId: assistantId.optional(),
  fallbackNumber: e164.nullable().optional(),
  fallbackUrl: fallbackUrl.optional(),
});

/** `restore`: what stood at the carrier before is put back. */
export const disconnectQuery = z.strictObject({ restore: z.stringbool().default(false) });
/** What the simulated caller says, in its turn. */
export const callNumberBody = z.strictObject({ says: z.array(z.string().trim().min(1).max(300)).min(1).max(20) });
export const callingShape = z.strictObject({ calling: z.literal(true) });
export const simulatorBody = z.strictObject({ assistantId: assistantId.optional() });

const routing = z
  .strictObject({
    state: z.enum(["ok", "wrong", "unknown"]),
    voiceUrl: z.string(),
    checkedAt: z.iso.datetime().nullable(),
    changes: z.array(z.strictObject({ field: z.string(), from: z.string(), to: z.string() })),
  })
  .meta({ id: "NumberRouting" });

export const phoneNumberShape = z
  .strictObject({
    /** Null in a rehearsal of a number that is not connected. */
    id: z.string().nullable(),
    number: z.string(),
    carrier: z.literal("twilio"),
    accountSid: z.string(),
    accountType: z.enum(["full", "trial", "twin"]),
    assistantId: z.string().nullable(),
    hours: hours.nullable(),
    afterHoursAssistantId: z.string().nullable(),
    fallbackNumber: z.string().nullable(),
    fallbackUrl: z.string().nullable(),
    /** What to paste into a TwiML Bin; null without a person's number. */
    fallbackTwiml: z.string().nullable(),
    etag: etagField,
    /** Something stood at the carrier before that can be put back. */
    restorable: z.boolean(),
    routing,
    /** What will not work, each with the way out. */
    warnings: z.array(z.strictObject({ code: z.string(), message: z.string(), fix: z.string() })),
  })
  .meta({ id: "PhoneNumber" });

export const phoneNumberList = z.strictObject({ items: z.array(phoneNumberShape), nextCursor: z.null() });

const found = {
  /** What was found: the sentences in other languages go by it. */
  code: z.string(),
  /** One sentence. */
  message: z.string(),
  /** What the sentence names. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
};
export const diagnosisShape = z
  .strictObject({
    ok: z.boolean(),
    ...found,
    fix: z.string(),
    /** What one button can do about it. */
    action: z.enum(["repair", "reconnect", "publish", "call", "none"]),
    /** Everything that was looked at, in the order in which a call meets it. */
    checks: z.array(
      z.strictObject({
        name: z.enum(["account", "address", "routing", "assistant", "webhook", "alerts"]),
        state: z.enum(["ok", "failed", "unknown", "skipped"]),
        ...found,
      }),
    ),
  })
  .meta({ id: "NumberDiagnosis" });

export const accountBody = z.strictObject({ accountSid, authToken });
export const accountParams = z.object({ accountSid });
export const accountShape = z
  .strictObject({
    accountSid: z.string(),
    accountType: z.enum(["full", "trial", "twin"]),
    /** `entered`: here; `environment`: with TWILIO_ACCOUNT_SID; `built-in`: the simulator. */
    from: z.enum(["entered", "environment", "built-in"]),
  })
  .meta({ id: "TwilioAccount" });
export const accountList = z.strictObject({
  items: z.array(accountShape.omit({ accountType: true })),
  nextCursor: z.null(),
});

const capabilities = z.strictObject({ voice: z.boolean(), sms: z.boolean(), mms: z.boolean() });
export const ownedNumberList = z.strictObject({
  items: z.array(
    z.strictObject({
      number: z.string(),
      friendlyName: z.string(),
      capabilities,
      /** Where calls to it go now. */
      voiceUrl: z.string(),
      /** Connected here as. */
      phoneNumberId: z.string().nullable(),
    }),
  ),
  nextCursor: z.null(),
});

export const availableQuery = z.strictObject({
  country: z.string().regex(/^[A-Z]{2}$/, "two letters, such as US"),
  type: z.enum(["local", "mobile", "tollFree"]).default("local"),
  areaCode: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  contains: z
    .string()
    .regex(/^\+?[0-9a-zA-Z*]{2,16}$/)
    .optional(),
});
export const availableList = z.strictObject({
  items: z.array(
    z.strictObject({
      number: z.string(),
      locality: z.string().nullable(),
      region: z.string().nullable(),
      capabilities,
      /** Whose address the buyer must show. */
      addressRequirements: z.enum(["none", "any", "local", "foreign"]),
      beta: z.boolean(),
    }),
  ),
  /** A month, by the price list; null: not known. */
  price: z.strictObject({ amount: z.string(), currency: z.string(), per: z.literal("month") }).nullable(),
  nextCursor: z.null(),
});

/** `confirmed`: somebody has seen the price. It is asked for once and never again. */
export const buyBody = z.strictObject({
  number: e164,
  confirmed: z.literal(true, "buying costs money: send true once somebody has agreed"),
  addressSid: z
    .string()
    .regex(/^AD[0-9a-f]{32}$/i)
    .optional(),
  bundleSid: z
    .string()
    .regex(/^BU[0-9a-f]{32}$/i)
    .optional(),
  assistantId: assistantId.optional(),
});
