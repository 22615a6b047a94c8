/** What Twilio keeps about calls: the debugger's alerts, and recordings. */

import { isSid, readAlert, readRecording, type TwilioAlert, type TwilioRecording } from "./account-resources.ts";
import { twilioFault } from "./faults.ts";
import type { RestCaller } from "./rest-caller.ts";
import { MAX_PAGE_SIZE, readPages } from "./rest-pages.ts";
import { type RestResult, writeForm } from "./rest-resources.ts";

export interface AlertFilter {
  /** ISO 8601. Twilio keeps alerts for thirty days. */
  since?: string;
  level?: TwilioAlert["level"];
  limit?: number;
}

export interface RecordingFilter {
  callSid?: string;
  limit?: number;
}

const DEFAULT_LIMIT = 100;

export async function listAlerts(caller: RestCaller, filter: AlertFilter): Promise<RestResult<TwilioAlert[]>> {
  const { since, level, limit = DEFAULT_LIMIT } = filter;
  const sinceMs = since === undefined ? undefined : Date.parse(since);
  if (Number.isNaN(sinceMs)) return wrongInput("date");
  const form = { StartDate: monitorDate(sinceMs), LogLevel: level, PageSize: Math.min(limit, MAX_PAGE_SIZE) };
  const path = `/v1/Alerts?${writeForm(form)}`;
  return readPages(caller, { path, key: "alerts", host: "monitor", read: readAlert, limit, skipsUnreadable: true });
}

export async function listRecordings(
  caller: RestCaller,
  { callSid, limit = DEFAULT_LIMIT }: RecordingFilter,
): Promise<RestResult<TwilioRecording[]>> {
  if (callSid !== undefined && !isSid("CA", callSid)) return wrongInput("call SID");
  const of = callSid === undefined ? "" : `/Calls/${callSid}`;
  const path = `${caller.accountPath}${of}/Recordings.json?PageSize=${Math.min(limit, MAX_PAGE_SIZE)}`;
  return readPages(caller, { path, key: "recordings", read: readRecording, limit, skipsUnreadable: true });
}

/** Whole seconds: `2026-01-05T09:00:00Z`. */
function monitorDate(unixMs: number | undefined): string | undefined {
  return unixMs === undefined ? undefined : `${new Date(unixMs).toISOString().slice(0, 19)}Z`;
}

function wrongInput(what: string): RestResult<never> {
  return { ok: false, fault: twilioFault("twilio-input-invalid", what) };
}
