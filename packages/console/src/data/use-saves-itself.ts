/** What was typed and could not be saved is tried again, where the refusal is not of the text: and the page is not left by mistake. */
import type { ApiFault } from "@offhook/api-client";
import { useEffect } from "react";

const AGAIN_AFTER_MS = 2_000;
/** No answer; signed out; too often; a server, its database or a proxy that is away. */
const PASSING = new Set([0, 401, 429, 502, 503, 504]);

interface Unsaved {
  isTyped: boolean;
  isSaving: boolean;
  fault: ApiFault | null;
  signedOut: boolean;
  save: () => Promise<boolean>;
}

export function useSavesItself({ isTyped, isSaving, fault, signedOut, save }: Unsaved): boolean {
  useEffect(() => {
    // Signed out, it would be refused: it is tried once somebody has signed in.
    if (!isTyped || !passes(fault) || isSaving || signedOut) return;
    const timer = setTimeout(() => void save(), AGAIN_AFTER_MS);
    return () => clearTimeout(timer);
    // Each refusal is another one: a try that failed at once is over before anything was drawn.
  }, [isTyped, fault, isSaving, signedOut, save]);
  useEffect(() => {
    if (!isTyped) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [isTyped]);
  return passes(fault);
}

const passes = (fault: ApiFault | null): boolean => fault !== null && PASSING.has(fault.status);
