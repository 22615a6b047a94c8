/** Faults of live sessions beyond those that all of Google's adapters have. */
import { type FaultEntry, faultMaker } from "@offhook/provider-kit";
import { GOOGLE_FAULTS, type GoogleFaultCode } from "./faults.ts";

export const GEMINI_LIVE_FAULTS = Object.freeze({
  "google-reply-superseded": {
    says: "Another answer was asked for before this one of Google's had come to its end.",
    fix: "Nothing to do: a session gives one answer at a time, the latest.",
    retryable: true,
  },
}) satisfies Readonly<Record<string, FaultEntry>>;

export type LiveFaultCode = GoogleFaultCode | keyof typeof GEMINI_LIVE_FAULTS;

export const liveFault = faultMaker<LiveFaultCode>({ ...GOOGLE_FAULTS, ...GEMINI_LIVE_FAULTS });
