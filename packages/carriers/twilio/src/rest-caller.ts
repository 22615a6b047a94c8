/**
 * Asks Twilio's API for something, as one account. Tells apart what is answered, what was never sent, and what may have
 * been done though the answer is lost. Knows no resource.
 */
import { setTimeout as sleepMs } from "node:timers/promises";
import { twilioFault } from "./faults.ts";
import { exchangeOverHttp, type RestExchange, type RestOutcome } from "./rest-exchange.ts";
import { type FormFields, parseRecord, type RestResult, restFault, writeForm } from "./rest-resources.ts";
import { exchangeWithRetries, RETRY_DEFAULTS } from "./rest-retry.ts";

export const REST_DEFAULTS = Object.freeze({
  baseUrl: "https://api.twilio.com",
  monitorBaseUrl: "https://monitor.twilio.com",
  pricingBaseUrl: "https://pricing.twilio.com",
  numbersBaseUrl: "https://numbers.twilio.com",
  timeoutMs: 15_000,
  /** What was created shows in its list after a moment. */
  lookUpAfterMs: [500, 1_500, 4_000] as readonly number[],
  /** Twilio's times are whole seconds, and its clock is not ours. */
  clockSkewMs: 3_000,
});

export interface TwilioRestOptions {
  accountSid: string;
  authToken: string;
  baseUrl?: string;
  /** Where alerts are listed. Left out: Twilio's own host for it, or `baseUrl` where that is not Twilio's. */
  monitorBaseUrl?: string;
  /** Where prices are; left out, as with alerts. */
  pricingBaseUrl?: string;
  /** Where bundles are; left out, as with alerts. */
  numbersBaseUrl?: string;
  timeoutMs?: number;
  exchange?: RestExchange;
  random?: () => number;
  sleep?: (ms: number) => Promise<void>;
  /** Unix time. */
  wallClockMs?: () => number;
}

/** What was asked may have been done: look it up. */
export type Unconfirmed = { unconfirmed: string };

export type TwilioHost = "api" | "monitor" | "pricing" | "numbers";

interface Request {
  method: "GET" | "POST";
  url: string;
  body?: string;
  attempts?: number;
}

export class RestCaller {
  /** `/2010-04-01/Accounts/{AccountSid}`. */
  readonly accountPath: string;
  private readonly options: Required<TwilioRestOptions>;

  constructor(options: TwilioRestOptions) {
    const { baseUrl = REST_DEFAULTS.baseUrl } = options;
    this.options = {
      timeoutMs: REST_DEFAULTS.timeoutMs,
      exchange: exchangeOverHttp,
      random: Math.random,
      sleep: async (ms) => {
        await sleepMs(ms);
      },
      wallClockMs: Date.now,
      ...options,
      baseUrl: withoutSlash(baseUrl),
      monitorBaseUrl: withoutSlash(options.monitorBaseUrl ?? usualHost(baseUrl, "monitorBaseUrl")),
      pricingBaseUrl: withoutSlash(options.pricingBaseUrl ?? usualHost(baseUrl, "pricingBaseUrl")),
      numbersBaseUrl: withoutSlash(options.numbersBaseUrl ?? usualHost(baseUrl, "numbersBaseUrl")),
    };
    this.accountPath = `/2010-04-01/Accounts/${options.accountSid}`;
  }

  nowMs(): number {
    return this.options.wallClockMs();
  }

  /** `path`: below the account's. `attempts`: one, where not even a refusal may be followed by another request. */
  async post<T>(path: string, fields: FormFields, attempts?: number): Promise<RestResult<T> | Unconfirmed> {
    const url = this.options.baseUrl + this.accountPath + path;
    const outcome = await this.exchange({ method: "POST", url, body: writeForm(fields), attempts });
    if (outcome.kind === "lost") return { unconfirmed: outcome.because };
    if (outcome.kind === "answered" && outcome.status >= 500) return { unconfirmed: `HTTP ${outcome.status}` };
    return readOutcome<T>(outcome);
  }

  /** `path`: the whole of it. */
  async get<T>(path: string, host: TwilioHost = "api"): Promise<RestResult<T>> {
    const { baseUrl: api, monitorBaseUrl: monitor, pricingBaseUrl: pricing, numbersBaseUrl: numbers } = this.options;
    return readOutcome<T>(await this.exchange({ method: "GET", url: { api, monitor, pricing, numbers }[host] + path }));
  }

  /** Looks again and again for what an unconfirmed request may have made, until `find` tells; undefined: nothing did. */
  async lookUp<T>(find: () => Promise<T | undefined>): Promise<T | undefined> {
    for (const delayMs of REST_DEFAULTS.lookUpAfterMs) {
      await this.options.sleep(delayMs);
      const found = await find();
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private exchange({ method, url, body, attempts = RETRY_DEFAULTS.attempts }: Request): Promise<RestOutcome> {
    const { accountSid, authToken, timeoutMs } = this.options;
    const headers: Record<string, string> = {
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`,
      accept: "application/json",
    };
    if (body !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
    return exchangeWithRetries({ method, url, headers, body, timeoutMs }, this.options, attempts);
  }
}

export function unknownOutcome({ unconfirmed }: Unconfirmed): RestResult<never> {
  return { ok: false, fault: twilioFault("outcome-unknown", unconfirmed) };
}

export function malformed(what: string): RestResult<never> {
  return { ok: false, fault: twilioFault("twilio-answer-malformed", what) };
}

function readOutcome<T>(outcome: RestOutcome): RestResult<T> {
  if (outcome.kind !== "answered") {
    return { ok: false, fault: twilioFault("twilio-unreachable", outcome.because, true) };
  }
  const { status, body } = outcome;
  if (status < 200 || status > 299) return { ok: false, fault: restFault(status, body) };
  const value = parseRecord(body);
  return value === null ? malformed(`HTTP ${status}`) : { ok: true, value: value as T };
}

function usualHost(baseUrl: string, name: "monitorBaseUrl" | "pricingBaseUrl" | "numbersBaseUrl"): string {
  return withoutSlash(baseUrl) === REST_DEFAULTS.baseUrl ? REST_DEFAULTS[name] : baseUrl;
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
