/**
 * Twilio's REST API as far as a phone agent needs it. Errors are values. A call or message whose creation was not
 * confirmed is looked up; if that tells nothing it is `outcome-unknown`, never made twice (DESIGN §10).
 */

import type { AvailableNumber, TwilioAlert, TwilioNumber, TwilioRecording } from "./account-resources.ts";
import type { NumberRouting } from "./number-routing.ts";
import {
  malformed,
  REST_DEFAULTS,
  RestCaller,
  type TwilioRestOptions,
  type Unconfirmed,
  unknownOutcome,
} from "./rest-caller.ts";
import * as numbers from "./rest-numbers.ts";
import * as papers from "./rest-papers.ts";
import * as records from "./rest-records.ts";
import {
  type AccountResource,
  type CallResource,
  type FormFields,
  type ListedCalls,
  type MessageResource,
  type RestResult,
  writeForm,
} from "./rest-resources.ts";

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

export class TwilioRest {
  private readonly caller: RestCaller;
  /** Calls known to be others than one that is being looked up. */
  private readonly knownCallSids = new Set<string>();

  constructor(options: TwilioRestOptions) {
    this.caller = new RestCaller(options);
  }

  async createCall(call: NewCall): Promise<RestResult<CallResource>> {
    const askedAtMs = this.caller.nowMs();
    const answer = await this.caller.post<CallResource>("/Calls.json", callForm(call));
    const result = "unconfirmed" in answer ? await this.findCreated(call, askedAtMs, answer) : answer;
    if (result.ok) this.remember(result.value.sid);
    return result;
  }

  async updateCall(callSid: string, change: CallChange): Promise<RestResult<CallResource>> {
    const answer = await this.caller.post<CallResource>(
      `/Calls/${encodeURIComponent(callSid)}.json`,
      changeForm(change),
    );
    if (!("unconfirmed" in answer)) return answer;
    if (!("status" in change)) return unknownOutcome(answer);
    // Ending a call that has ended changes nothing, so its status tells the outcome.
    const now = await this.fetchCall(callSid);
    return now.ok && now.value.status === change.status ? now : unknownOutcome(answer);
  }

  fetchCall(callSid: string): Promise<RestResult<CallResource>> {
    return this.caller.get<CallResource>(`${this.caller.accountPath}/Calls/${encodeURIComponent(callSid)}.json`);
  }

  /** The newest page only, newest first. */
  async listCalls(filter: CallFilter): Promise<RestResult<CallResource[]>> {
    const { to, from, status, startedAfter, pageSize = 50 } = filter;
    const query = writeForm({ To: to, From: from, Status: status, "StartTime>": startedAfter, PageSize: pageSize });
    const listed = await this.caller.get<ListedCalls>(`${this.caller.accountPath}/Calls.json?${query}`);
    if (!listed.ok) return listed;
    return Array.isArray(listed.value.calls) ? { ok: true, value: listed.value.calls } : malformed("calls");
  }

  async sendMessage(message: {
    to: string;
    from: string;
    body: string;
    statusCallback?: string;
  }): Promise<RestResult<MessageResource>> {
    const { to, from, body, statusCallback } = message;
    const answer = await this.caller.post<MessageResource>("/Messages.json", {
      To: to,
      From: from,
      Body: body,
      StatusCallback: statusCallback,
    });
    return "unconfirmed" in answer ? unknownOutcome(answer) : answer;
  }

  /** Its kind (a trial account may do less) and whether it is active. */
  async fetchAccount(): Promise<RestResult<AccountResource>> {
    const account = await this.caller.get<AccountResource>(`${this.caller.accountPath}.json`);
    if (!account.ok) return account;
    const { type, status } = account.value;
    return (type === "Full" || type === "Trial") && typeof status === "string" ? account : malformed("account");
  }

  /** The account's number with that E.164 name; null: the account does not have it. */
  findNumber(e164: string): Promise<RestResult<TwilioNumber | null>> {
    return numbers.findNumber(this.caller, e164);
  }

  fetchNumber(numberSid: string): Promise<RestResult<TwilioNumber>> {
    return numbers.fetchNumber(this.caller, numberSid);
  }

  listNumbers(list: { limit?: number } = {}): Promise<RestResult<TwilioNumber[]>> {
    return numbers.listNumbers(this.caller, list);
  }

  /** Sets what is named (see `numberRoutingPlan`), and nothing else; "" clears. */
  updateNumber(numberSid: string, settings: Partial<NumberRouting>): Promise<RestResult<TwilioNumber>> {
    return numbers.updateNumber(this.caller, numberSid, settings);
  }

  /** Numbers for sale; none where the country has no such numbers. */
  searchNumbers(search: numbers.NumberSearch): Promise<RestResult<AvailableNumber[]>> {
    return numbers.searchNumbers(this.caller, search);
  }

  /** A month's rent of a number of that country and type; null: Twilio names none. */
  fetchNumberPrice(
    country: string,
    type: NonNullable<numbers.NumberSearch["type"]>,
  ): Promise<RestResult<numbers.NumberPrice | null>> {
    return numbers.fetchNumberPrice(this.caller, country, type);
  }

  /** Spends money, so it is asked for once: if the answer is lost, the account's numbers tell what happened. */
  buyNumber(order: numbers.NumberOrder): Promise<RestResult<TwilioNumber>> {
    return numbers.buyNumber(this.caller, order);
  }

  /** Whose addresses can be shown where a country asks for one. */
  listAddresses(list: { limit?: number } = {}): Promise<RestResult<papers.TwilioAddress[]>> {
    return papers.listAddresses(this.caller, list);
  }

  /** Bundles for numbers of a country and type, in every state. */
  listBundles(filter: papers.BundleFilter): Promise<RestResult<papers.TwilioBundle[]>> {
    return papers.listBundles(this.caller, filter);
  }

  /** What Twilio's debugger shows, newest first. */
  listAlerts(list: records.AlertFilter = {}): Promise<RestResult<TwilioAlert[]>> {
    return records.listAlerts(this.caller, list);
  }

  /** Newest first; of one call, or of the account. */
  listRecordings(list: records.RecordingFilter = {}): Promise<RestResult<TwilioRecording[]>> {
    return records.listRecordings(this.caller, list);
  }

  /** Exactly one new call between the two numbers is ours; none or several tell nothing. */
  private async findCreated(call: NewCall, askedAtMs: number, lost: Unconfirmed): Promise<RestResult<CallResource>> {
    const found = await this.caller.lookUp<RestResult<CallResource>>(async () => {
      const listed = await this.listCalls({ to: call.to, from: call.from });
      if (!listed.ok) return undefined;
      const [candidate, another] = listed.value.filter((each) => this.mayBeOurs(each, askedAtMs));
      if (another !== undefined) return unknownOutcome(lost);
      return candidate === undefined ? undefined : { ok: true, value: candidate };
    });
    return found ?? unknownOutcome(lost);
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
