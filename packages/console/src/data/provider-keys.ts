/** Vendors' keys: where each comes from, and entering one. A key never comes back. */
import { queryOptions } from "@tanstack/react-query";
import { type Page, send } from "./send.ts";

export interface ProviderKey {
  provider: string;
  keyName: string;
  from: "environment" | "entered" | "lost" | null;
  author: string | null;
  updatedAt: string | null;
}

export interface KeyTest {
  result: "works" | "unknown";
  latencyMs: number | null;
  detail: string;
}

const at = (provider: string, rest = ""): string => `/v1/provider-keys/${encodeURIComponent(provider)}${rest}`;

export const providerKeysQuery = () =>
  queryOptions({
    queryKey: ["provider-keys"],
    queryFn: async () => (await send<Page<ProviderKey>>("GET", "/v1/provider-keys")).items,
  });

export const enterKey = (provider: string, key: string) => send<KeyTest>("PUT", at(provider), { key });
export const testKey = (provider: string) => send<KeyTest>("POST", at(provider, "/test"));
export const forgetKey = (provider: string) => send<void>("DELETE", at(provider));
