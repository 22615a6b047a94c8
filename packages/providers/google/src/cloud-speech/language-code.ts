/** An assistant's language as Google wants it: with a region. */

/** `en` is `en-US` and `ru` is `ru-RU`: the region where most speak it. A region that is given stays. */
export function languageCode(language: string): string {
  try {
    const asked = new Intl.Locale(language);
    // Google calls Mandarin by its own name.
    if (asked.language === "zh" && (asked.region ?? "CN") === "CN") return "cmn-Hans-CN";
    const { region } = asked.maximize();
    return region === undefined ? language : `${asked.language}-${region}`;
  } catch {
    return language;
  }
}
