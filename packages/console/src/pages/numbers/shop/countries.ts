/** Where Twilio has numbers for calls, and what is special there. What it has on a day it says itself. Pure. */

/** ISO 3166. Not a promise: a country without numbers of a kind is answered with none. */
const COUNTRIES =
  "AR AT AU BE BG BR CA CH CL CO CY CZ DE DK DO EC EE ES FI FR GB GE GR HK HR HU ID IE IL IS IT JM JP KE KR LT LU LV MT MX MY NL NO NZ PA PE PH PL PR PT RO SE SG SI SK SV TH TW UA US VN ZA".split(
    " ",
  );

/** By their names in that language. */
export function countriesIn(language: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(language, { type: "region" });
  const sorting = new Intl.Collator(language);
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((one, other) =>
    sorting.compare(one.name, other.name),
  );
}

/** Numbers there can be asked for by the three digits of their area. */
export const hasAreaCodes = (country: string): boolean => country === "US" || country === "CA";

/** Nobody asks for papers there; elsewhere Twilio may want a bundle, and says so only when the number is bought. */
export const mayNeedBundle = (country: string): boolean => !["US", "CA", "PR"].includes(country);
