/**
 * Twilio's REST API as far as a phone agent needs it. Errors are values. A call or message whose creation was not
 * confirmed is looked up; if that tells nothing it is `outcome-unknown`, never made twice (DESIGN §10).
 */
import { setTimeout as sleepMs } from "node:timers/promises";
import { twilioFault } from "./faults.ts";
import { exchangeOverHttp, type RestExchange, type RestOutcome, type RestRequest } from "./rest-exchange.ts";
import {
  type AccountResource,
  type CallResource,
  type FormFields,
  type ListedCalls,
  type MessageResource,
  parseRecord,
  type RestResult,
  restFault,
  writeForm,
} from "./rest-resources.ts";
import { exchangeWithRetries } from "./rest-retry.ts";

export const REST_DEFAULTS = Object.freeze({
  baseUrl: "https://api.twilio.com",
  timeoutMs: 15_000,
  /** A call that was created shows in the list after a moment. */
  lookUpAfterMs: [500, 1_500, 4_000] as readonly number[],
  /** Twilio's times are whole seconds, and its clock is not ours. */
  clockSkewMs: 3_000,
});

export interface TwilioRestOptions {
  accountSid: string;
  authToken: string;
  baseUrl?: string;
  timeoutMs?: number;
  exchange?: RestExchange;
  random?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Unix time. */
  wallClockMs?: () => number;
}

export interface NewCall {
  to: string;
  from: string;
  /** Either an address for the TwiML, or the TwiML itself (4,000 characters). */
  url?: string;
  twiml?: string;
  statusCallback?: string;
  statusCallbackEvent?: readonly ("initiated" | "ringing" | "answered" | "completed")[];
  timeoutS?: number;
  timeLimitS?: number;
  machineDetection?: "Enable" | "DetectMessageEnd";
  asyncAmd?: boolean;
  asyncAmdStatusCallback?: string;
  sendDigits?: string;
}

export type CallChange = { status: "completed" | "canceled" } | { url: string } | { twiml: string };

export interface CallFilter {
  to?: string;
  from?: string;
  status?: string;
  /** ISO 8601; calls that started after it. */
  startedAfter?: string;
  pageSize?: number;
}

type Unconfirmed = { unconfirmed: string };

export class TwilioRest {
  private readonly options: Required<TwilioRestOptions>;
  private readonly accountPath: string;
  /** Calls known to be others than one that is being looked up. */
  private readonly knownCallSids = new Set<string>();

  constructor(options: TwilioRestOptions) {
    this.options = {
      baseUrl: REST_DEFAULTS.baseUrl,
      timeoutMs: REST_DEFAULTS.timeoutMs,
      exchange: exchangeOverHttp,
      random: Math.random,
      sleep: async (ms) => {
        await sleepMs(ms);
      },
      wallClockMs: Date.now,
      ...options,
    };
    this.accountPath = `/2010-04-01/Accounts/${options.accountSid}`;
  }

  async createCall(call: NewCall): Promise<RestResult<CallResource>> {
    const askedAtMs = this.options.wallClockMs();
    const answer = await this.post<CallResource>("/Calls.json", callForm(call));
    const result = "unconfirmed" in answer ? await this.findCreated(call, askedAtMs, answer) : answer;
    if (result.ok) this.remember(result.value.sid);
    return result;
  }

  async updateCall(callSid: string, change: CallChange): Promise<RestResult<CallResource>> {
    const answer = await this.post<CallResource>(`/Calls/${encodeURIComponent(callSid)}.json`, changeForm(change));
    if (!("unconfirmed" in answer)) return answer;
    if (!("status" in change)) return unknownOutcome(answer);
    // Ending a call that has ended changes nothing, so its status tells the outcome.
    const now = await this.fetchCall(callSid);
    return now.ok && now.value.status === change.status ? now : unknownOutcome(answer);
  }

  fetchCall(callSid: string): Promise<RestResult<CallResource>> {
    return this.get<CallResource>(`${this.accountPath}/Calls/${encodeURIComponent(callSid)}.json`);
  }

  /** The newest page only, newest first. */
  async listCalls(filter: CallFilter): Promise<RestResult<CallResource[]>> {
    const { to, from, status, startedAfter, pageSize = 50 } = filter;
    const query = writeForm({ To: to, From: from, Status: status, "StartTime>": startedAfter, PageSize: pageSize });
    const listed = await this.get<ListedCalls>(`${this.accountPath}/Calls.json?${query}`);
    if (!listed.ok) return listed;
    if (!Array.isArray(listed.value.calls)) return { ok: false, fault: twilioFault("twilio-answer-malformed", "list") };
    return { ok: true, value: listed.value.calls };
  }

  async sendMessage(message: {
    to: string;
    from: string;
    body: string;
    statusCallback?: string;
  }): Promise<RestResult<MessageResource>> {
    const { to, from, body, statusCallback } = message;
    const answer = await this.post<MessageResource>("/Messages.json", {
      To: to,
      From: from,
      Body: body,
      StatusCallback: statusCallback,
    });
    return "unconfirmed" in answer ? unknownOutcome(answer) : answer;
  }

  fetchAccount(): Promise<RestResult<AccountResource>> {
    return this.get<AccountResource>(`${this.accountPath}.json`);
  }

  /** Exactly one new call between the two numbers is ours; none or several tell nothing. */
  private async findCreated(call: NewCall, askedAtMs: number, lost: Unconfirmed): Promise<RestResult<CallResource>> {
    for (const delayMs of REST_DEFAULTS.lookUpAfterMs) {
      await this.options.sleep(delayMs);
      const listed = await this.listCalls({ to: call.to, from: call.from });
      if (!listed.ok) continue;
      const candidates = listed.value.filter((each) => this.mayBeOurs(each, askedAtMs));
      if (candidates.length > 1) return unknownOutcome(lost);
      if (candidates[0] !== undefined) return { ok: true, value: candidates[0] };
    }
    return unknownOutcome(lost);
  }

  private mayBeOurs(call: CallResource, askedAtMs: number): boolean {
    if (this.knownCallSids.has(call.sid) || call.direction !== "outbound-api") return false;
    // A queued call has no date yet.
    return call.date_created === null || Date.parse(call.date_created) >= askedAtMs - REST_DEFAULTS.clockSkewMs;
  }

  private remember(callSid: string): void {
    this.knownCallSids.add(callSid);
    const oldest = this.knownCallSids.values().next().value;
    if (this.knownCallSids.size > 1_000 && oldest !== undefined) this.knownCallSids.delete(oldest);
  }

  private async post<T>(path: string, fields: FormFields): Promise<RestResult<T> | Unconfirmed> {
    const outcome = await this.exchange({ method: "POST", path: this.accountPath + path, body: writeForm(fields) });
    if (outcome.kind === "lost") return { unconfirmed: outcome.because };
    if (outcome.kind === "answered" && outcome.status >= 500) return { unconfirmed: `HTTP ${outcome.status}` };
    return readOutcome<T>(outcome);
  }

  private async get<T>(path: string): Promise<RestResult<T>> {
    return readOutcome<T>(await this.exchange({ method: "GET", path }));
  }

  private exchange(request: { method: RestRequest["method"]; path: string; body?: string }): Promise<RestOutcome> {
    const { accountSid, authToken, baseUrl, timeoutMs } = this.options;
    const { method, path, body } = request;
    const headers: Record<string, string> = {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
      accept: "application/json",
    };
    if (body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    const url = baseUrl.replace(/\/$/, "") + path;
    return exchangeWithRetries({ method, url, headers, body, timeoutMs }, this.options);
  }
}

function callForm(call: NewCall): FormFields {
  return {
    To: call.to,
    From: call.from,
    Url: call.url,
    Twiml: call.twiml,
    StatusCallback: call.statusCallback,
    StatusCallbackEvent: call.statusCallbackEvent,
    Timeout: call.timeoutS,
    TimeLimit: call.timeLimitS,
    MachineDetection: call.machineDetection,
    AsyncAmd: call.asyncAmd,
    AsyncAmdStatusCallback: call.asyncAmdStatusCallback,
    SendDigits: call.sendDigits,
  };
}

function changeForm(change: CallChange): FormFields {
  if ("status" in change) return { Status: change.status };
  return "url" in change ? { Url: change.url } : { Twiml: change.twiml };
}

function readOutcome<T>(outcome: RestOutcome): RestResult<T> {
  if (outcome.kind !== "answered") {
    return { ok: false, fault: twilioFault("twilio-unreachable", outcome.because, true) };
  }
  if (outcome.status < 200 || outcome.status > 299)
    return { ok: false, fault: restFault(outcome.status, outcome.body) };
  const value = parseRecord(outcome.body);
  if (value === null) return { ok: false, fault: twilioFault("twilio-answer-malformed", `HTTP ${outcome.status}`) };
  return { ok: true, value: value as T };
}

function unknownOutcome({ unconfirmed }: Unconfirmed): RestResult<never> {
  return { ok: false, fault: twilioFault("outcome-unknown", unconfirmed) };
}
