/**
 * Whether Google Cloud takes the key, by a request that cannot succeed and so costs nothing: a recognition of no sound at all.
 * Keys are looked at before arguments, and the way there is the one that calls take.
 */
import { status } from "@grpc/grpc-js";
import { withoutKey } from "@offhook/provider-kit";
import type { AccountAccess, AccountCheck } from "@offhook/provider-kit/account";
import { recognitionConfig } from "./config-message.ts";
import { meaningOf } from "./faults.ts";
import { SpeechChannel } from "./speech-channel.ts";
import { RECOGNIZE } from "./speech-protocol.ts";

type Failure = Extract<AccountCheck, { ok: false }>;

export function checkCloudAccount({ apiKey, baseUrl, signal }: AccountAccess): Promise<AccountCheck> {
  const failed = (fault: Failure["fault"], detail: string, latencyMs: number | null = null): Failure => ({
    ...{ ok: false, latencyMs, fault, detail: withoutKey(detail, apiKey) },
  });
  if (apiKey === "") return Promise.resolve(failed("key-missing", ""));
  const channel = SpeechChannel.to({ apiKey, baseUrl }, () => {});
  if (typeof channel === "string") return Promise.resolve(failed(channel, ""));
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const cancel = channel.recognize(noSound(), {}, ({ code, details }) => {
      signal.removeEventListener("abort", cancel);
      const { wasConnected } = channel;
      channel.close();
      if (signal.aborted) return resolve(failed("connect-late", ""));
      const latencyMs = Math.round(performance.now() - startedMs);
      const fault = meaningOf({ code, detail: details, wasConnected });
      const isTaken = code === status.OK || (code === status.INVALID_ARGUMENT && fault !== "key-refused");
      if (isTaken) return resolve({ ok: true, latencyMs, quota: null, models: null });
      const common = fault === "stream-limit" ? "request-refused" : fault;
      resolve(failed(common, `Status ${code}. ${details}`, wasConnected ? latencyMs : null));
    });
    signal.addEventListener("abort", cancel);
    if (signal.aborted) cancel();
  });
}

const noSound = (): Buffer =>
  RECOGNIZE.requestSerialize({ config: recognitionConfig({ model: "default" }, "en", []), audio: {} });
