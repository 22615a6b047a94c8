/** The addresses and bundles of an account that somebody can choose from when a number is bought. */
import type { TwilioAddress, TwilioBundle, TwilioRest } from "@offhook/carrier-twilio";
import { answered } from "./twilio-house.ts";

export interface Papers {
  addresses: TwilioAddress[];
  bundles: Pick<TwilioBundle, "sid" | "friendlyName" | "validUntil">[];
  bundlesUnderReview: number;
}

/** More are a list that nobody chooses from. */
const MOST_ADDRESSES = 200;
const MOST_BUNDLES = 100;

/** Throws what Twilio refuses, as every question to it here. */
export async function papersOf(rest: TwilioRest, filter: Parameters<TwilioRest["listBundles"]>[0]): Promise<Papers> {
  const [addresses, listed] = await Promise.all([
    rest.listAddresses({ limit: MOST_ADDRESSES }),
    rest.listBundles(filter),
  ]);
  const bundles = answered(listed);
  return {
    addresses: answered(addresses),
    bundles: bundles
      .filter(({ state }) => state === "approved")
      .slice(0, MOST_BUNDLES)
      .map(({ state: _, ...bundle }) => bundle),
    bundlesUnderReview: bundles.filter(({ state }) => state === "under-review").length,
  };
}
