/** Dates as Twilio writes them. */

/** RFC 2822 in UTC: `Tue, 31 Aug 2010 20:36:28 +0000`. */
export function rfc2822(unixMs: number): string {
  return new Date(unixMs).toUTCString().replace("GMT", "+0000");
}

export function iso8601(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
