/** Where a call to one of the account's numbers goes: its webhook, what stands in for it, and who hears of the end. */
import type { StatusCallback } from "./call-world.ts";
import type { OwnedNumber } from "./number-book.ts";
import type { TwimlSource } from "./twiml-source.ts";

export interface InboundRoute {
  source: Extract<TwimlSource, { url: string }>;
  statusCallback?: StatusCallback;
}

/**
 * Null: nothing answers there. A trunk or an application replaces the number's addresses, and neither of them exists
 * here; a fax number takes no voice.
 */
export function routeOf({ settings }: OwnedNumber): InboundRoute | null {
  const { VoiceUrl, VoiceFallbackUrl, StatusCallback: told } = settings;
  const leadsElsewhere = settings.TrunkSid !== "" || settings.VoiceApplicationSid !== "";
  if (VoiceUrl === "" || leadsElsewhere || settings.VoiceReceiveMode === "fax") return null;
  return {
    source: {
      url: VoiceUrl,
      method: methodOf(settings.VoiceMethod),
      fallbackUrl: VoiceFallbackUrl === "" ? undefined : VoiceFallbackUrl,
      fallbackMethod: methodOf(settings.VoiceFallbackMethod),
    },
    statusCallback: told === "" ? undefined : endCallback(told, methodOf(settings.StatusCallbackMethod)),
  };
}

/** A number's callback is told of the call's end alone. */
export function endCallback(url: string, method: "GET" | "POST" = "POST"): StatusCallback {
  return { url, method, events: new Set(["completed"]) };
}

function methodOf(text: string): "GET" | "POST" {
  return text === "GET" ? "GET" : "POST";
}
