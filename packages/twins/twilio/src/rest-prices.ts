/** Pricing's phone numbers (`https://pricing.twilio.com/v1`): what a number costs a month. Example prices of 2026. */
import { metaListAnswer, notFound, type RestAnswer } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";

const ORIGIN = "https://pricing.twilio.com";

/** US dollars a month, as public notes of 2026 give them. */
const PRICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: { local: "1.15", "toll free": "2.15" },
  GB: { local: "3.50", mobile: "2.50" },
  DE: { local: "1.15" },
  EE: { local: "1.00", mobile: "3.00" },
};

export function listPricedCountries({ path }: RestContext): RestAnswer {
  return metaListAnswer("countries", Object.keys(PRICES).map(countryJson), path, ORIGIN);
}

export function fetchNumberPrices({ path }: RestContext, country: string): RestAnswer {
  const prices = Object.hasOwn(PRICES, country) ? PRICES[country] : undefined;
  if (prices === undefined) return notFound(path);
  const phone_number_prices = Object.entries(prices).map(([number_type, price]) => ({
    ...{ number_type, base_price: price, current_price: price },
  }));
  return { status: 200, json: { ...countryJson(country), phone_number_prices, price_unit: "USD" } };
}

function countryJson(isoCountry: string): object {
  const country = new Intl.DisplayNames("en", { type: "region" }).of(isoCountry);
  return { country, iso_country: isoCountry, url: `${ORIGIN}/v1/PhoneNumbers/Countries/${isoCountry}` };
}
