/** A `Retry-After` in milliseconds. A date is left alone, since no call waits that long; null, too, for what is no number. */
export function retryAfterMs(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return header !== null && header.trim() !== "" && seconds >= 0 ? Math.round(seconds * 1_000) : null;
}
