/** A webhook's address and what its fragment orders: `https://host/path#rc=3&rp=all&tt=5000` (connection overrides). */

export interface WebhookAddress {
  /** Without the fragment: this is asked for and signed. */
  url: string;
  totalTimeoutMs: number;
  retries: number;
  retryOn: ReadonlySet<string>;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** Twilio's default: once more, on a connection that could not be made. */
const DEFAULT_RETRIES = 1;
const MAX_RETRIES = 5;

export function readWebhookAddress(address: string): WebhookAddress {
  const [url = "", fragment = ""] = address.split("#", 2);
  const orders = new URLSearchParams(fragment);
  const timeoutMs = count(orders.get("tt")) ?? count(orders.get("rt")) ?? DEFAULT_TIMEOUT_MS;
  return {
    url,
    totalTimeoutMs: Math.min(timeoutMs, DEFAULT_TIMEOUT_MS),
    retries: Math.min(count(orders.get("rc")) ?? DEFAULT_RETRIES, MAX_RETRIES),
    retryOn: new Set((orders.get("rp") ?? "ct").split(",").map((policy) => policy.trim())),
  };
}

/** What went wrong, in the words of the `rp` policy. */
export type WebhookTrouble = "ct" | "rt" | "4xx" | "5xx";

export function mayRetry(address: WebhookAddress, trouble: WebhookTrouble): boolean {
  return address.retryOn.has(trouble) || address.retryOn.has("all");
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
