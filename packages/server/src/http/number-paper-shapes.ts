/** What `/v1/twilio/accounts/…/papers` takes and gives: whose address and which bundle a number can be bought with. */
import { z } from "zod";
import { availableQuery } from "./phone-number-shapes.ts";

export const papersQuery = availableQuery.pick({ country: true, type: true });

/** As Twilio keeps it; parts that nobody has filled in are null. */
const address = z
  .strictObject({
    sid: z.string(),
    friendlyName: z.string().nullable(),
    customerName: z.string().nullable(),
    street: z.string().nullable(),
    streetSecondary: z.string().nullable(),
    city: z.string().nullable(),
    region: z.string().nullable(),
    postalCode: z.string().nullable(),
    /** ISO 3166, two letters. */
    country: z.string(),
  })
  .meta({ id: "TwilioAddress" });

const bundle = z
  .strictObject({
    sid: z.string(),
    friendlyName: z.string().nullable(),
    /** Null: it does not run out. */
    validUntil: z.iso.datetime().nullable(),
  })
  .meta({ id: "TwilioBundle" });

export const papersShape = z
  .strictObject({
    /** The account's, in whichever country. */
    addresses: z.array(address),
    /** Approved ones for numbers of that country and type. */
    bundles: z.array(bundle),
    /** Such bundles that Twilio has not decided on yet. */
    bundlesUnderReview: z.int(),
  })
  .meta({ id: "TwilioPapers" });
