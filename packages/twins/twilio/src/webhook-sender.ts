/**
 * Sends webhooks as Twilio does: signed forms, retries with one idempotency token, redirects, time-outs.
 * Knows no call; what the fields mean is the sender's affair.
 */
import type { Clock } from "@offhook/engine/ports";
import { ConnectionFailed, type HttpRequest, type HttpResponse, type HttpTransport } from "./http-transport.ts";
import { newUuid, type Random } from "./seeded-random.ts";
import { type FormField, signRequest } from "./sign-request.ts";
import { mayRetry, readWebhookAddress, type WebhookAddress, type WebhookTrouble } from "./webhook-address.ts";

export interface Webhook {
  url: string;
  method?: "GET" | "POST";
  fields: readonly FormField[];
  /** Less patience than usual. */
  timeoutMs?: number;
}

export type WebhookAnswer =
  | { ok: true; status: number; contentType: string; body: string; url: string }
  /** `errorCode` as in Twilio's debugger: 11200, 11205, 11215. */
  | { ok: false; errorCode: number; why: string; url: string };

export interface WebhookSenderParts {
  clock: Clock;
  http: HttpTransport;
  random: Random;
  accountSid: string;
  authToken: string;
  /** Sends everything twice, under one token. */
  repeats: boolean;
}

const MAX_REDIRECTS = 10;

export class WebhookSender {
  private readonly parts: WebhookSenderParts;
  private underWay = 0;

  constructor(parts: WebhookSenderParts) {
    this.parts = parts;
  }

  /** Webhooks not answered yet. */
  get pending(): number {
    return this.underWay;
  }

  async send(webhook: Webhook): Promise<WebhookAnswer> {
    this.underWay += 1;
    try {
      const token = newUuid(this.parts.random);
      if (this.parts.repeats) await this.followRedirects(webhook, token);
      return await this.followRedirects(webhook, token);
    } finally {
      this.underWay -= 1;
    }
  }

  private async followRedirects(webhook: Webhook, token: string): Promise<WebhookAnswer> {
    let next = webhook;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const address = readWebhookAddress(next.url);
      const answer = await this.tryAddress(address, next, token);
      if ("errorCode" in answer) return { ok: false, ...answer, url: address.url };
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers?.location : undefined;
      if (location === undefined || !URL.canParse(location, address.url)) return readAnswer(answer, address.url);
      // A redirect is followed with GET, as browsers do; 307 and 308 keep the form.
      const keepsMethod = answer.status === 307 || answer.status === 308;
      const url = new URL(location, address.url).toString();
      next = { ...next, url, method: keepsMethod ? next.method : "GET", fields: keepsMethod ? next.fields : [] };
    }
    return { ok: false, errorCode: 11_215, why: "too many redirects", url: next.url };
  }

  private async tryAddress(
    address: WebhookAddress,
    webhook: Webhook,
    token: string,
  ): Promise<HttpResponse | { errorCode: number; why: string }> {
    for (let attempt = 0; ; attempt++) {
      const request = this.signedRequest(address.url, webhook, token);
      const answer = await this.attempt(request, Math.min(address.totalTimeoutMs, webhook.timeoutMs ?? Infinity));
      const trouble = "trouble" in answer ? answer.trouble : troubleOf(answer.status);
      if (trouble !== null && attempt < address.retries && mayRetry(address, trouble)) continue;
      if (!("trouble" in answer)) return answer;
      return { errorCode: answer.trouble === "ct" ? 11_205 : 11_200, why: answer.why };
    }
  }

  private signedRequest(url: string, { method = "POST", fields }: Webhook, token: string): HttpRequest {
    const form = writeForm(fields);
    const isGet = method === "GET";
    const asked = isGet && form !== "" ? `${url}${url.includes("?") ? "&" : "?"}${form}` : url;
    const headers: Record<string, string> = {
      "user-agent": "TwilioProxy/1.1",
      accept: "*/*",
      "x-twilio-signature": signRequest(this.parts.authToken, asked, isGet ? [] : fields),
      "i-twilio-idempotency-token": token,
    };
    if (!isGet) headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8";
    return { method, url: asked, headers, body: isGet ? "" : form };
  }

  private async attempt(
    request: HttpRequest,
    timeoutMs: number,
  ): Promise<HttpResponse | { trouble: WebhookTrouble; why: string }> {
    const { clock, http } = this.parts;
    const abort = new AbortController();
    const timer = clock.at(clock.nowMs() + timeoutMs, () => abort.abort());
    try {
      return await http(request, abort.signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { trouble: error instanceof ConnectionFailed ? "ct" : "rt", why };
    } finally {
      timer.cancel();
    }
  }
}

function troubleOf(status: number): WebhookTrouble | null {
  if (status >= 500) return "5xx";
  return status >= 400 ? "4xx" : null;
}

function readAnswer(answer: HttpResponse, url: string): WebhookAnswer {
  if (answer.status < 200 || answer.status > 299) {
    return { ok: false, errorCode: 11_200, why: `HTTP ${answer.status}`, url };
  }
  const contentType = (answer.headers?.["content-type"] ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return { ok: true, status: answer.status, contentType, body: answer.body, url };
}

function writeForm(fields: readonly FormField[]): string {
  const form = new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  return form.toString();
}
