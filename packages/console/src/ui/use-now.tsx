/** The present moment, drawn anew every so often: for "5 minutes ago" and calls that go on. */
import { useEffect, useState } from "react";

const USUAL_MS = 20_000;

export function useNow(everyMs = USUAL_MS): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
