/** Where a number's calls and messages go, and what must change so that they go where we want. Knows no network. */

/** As Twilio keeps it; "" where nothing is set. */
export interface NumberRouting {
  voiceUrl: string;
  voiceMethod: string;
  voiceFallbackUrl: string;
  voiceFallbackMethod: string;
  /** With an application or a trunk, Twilio passes over the voice addresses. */
  voiceApplicationSid: string;
  trunkSid: string;
  /** `fax` takes no calls. */
  voiceReceiveMode: string;
  statusCallback: string;
  statusCallbackMethod: string;
  smsUrl: string;
  smsMethod: string;
  smsFallbackUrl: string;
  smsFallbackMethod: string;
  /** With it, Twilio passes over the addresses for messages. */
  smsApplicationSid: string;
}

export type RoutingField = keyof NumberRouting;

export interface RoutingChange {
  field: RoutingField;
  from: string;
  to: string;
}

export interface NumberRoutingPlan {
  /** For people, and for taking everything back: none if calls go where they should. */
  changes: RoutingChange[];
  /** The same for `updateNumber`. */
  settings: Partial<NumberRouting>;
}

/** Twilio's names: in the answer, in the form, and what stands there at first. */
export const ROUTING_FIELDS: Readonly<Record<RoutingField, { json: string; form: string; usual: string }>> = {
  voiceUrl: { json: "voice_url", form: "VoiceUrl", usual: "" },
  voiceMethod: { json: "voice_method", form: "VoiceMethod", usual: "POST" },
  voiceFallbackUrl: { json: "voice_fallback_url", form: "VoiceFallbackUrl", usual: "" },
  voiceFallbackMethod: { json: "voice_fallback_method", form: "VoiceFallbackMethod", usual: "POST" },
  voiceApplicationSid: { json: "voice_application_sid", form: "VoiceApplicationSid", usual: "" },
  trunkSid: { json: "trunk_sid", form: "TrunkSid", usual: "" },
  voiceReceiveMode: { json: "voice_receive_mode", form: "VoiceReceiveMode", usual: "voice" },
  statusCallback: { json: "status_callback", form: "StatusCallback", usual: "" },
  statusCallbackMethod: { json: "status_callback_method", form: "StatusCallbackMethod", usual: "POST" },
  smsUrl: { json: "sms_url", form: "SmsUrl", usual: "" },
  smsMethod: { json: "sms_method", form: "SmsMethod", usual: "POST" },
  smsFallbackUrl: { json: "sms_fallback_url", form: "SmsFallbackUrl", usual: "" },
  smsFallbackMethod: { json: "sms_fallback_method", form: "SmsFallbackMethod", usual: "POST" },
  smsApplicationSid: { json: "sms_application_sid", form: "SmsApplicationSid", usual: "" },
};

const FIELDS = Object.keys(ROUTING_FIELDS) as RoutingField[];

/**
 * What `wanted` leaves out stays as it is, but for what would keep calls from a wanted address: a trunk, an application,
 * or a number that takes faxes. A whole `NumberRouting` as `wanted` therefore restores exactly that.
 */
export function numberRoutingPlan(current: NumberRouting, wanted: Partial<NumberRouting>): NumberRoutingPlan {
  const whole = { ...outOfTheWay(wanted), ...wanted };
  const changes: RoutingChange[] = [];
  const settings: Partial<NumberRouting> = {};
  for (const field of FIELDS) {
    const to = whole[field];
    if (to === undefined || to === current[field]) continue;
    changes.push({ field, from: current[field], to });
    settings[field] = to;
  }
  return { changes, settings };
}

/** Nothing would have to change. */
export function isRouted(current: NumberRouting, wanted: Partial<NumberRouting>): boolean {
  return numberRoutingPlan(current, wanted).changes.length === 0;
}

/** Each named setting is as named; unlike `isRouted`, nothing else counts. */
export function holdsSettings(current: NumberRouting, settings: Partial<NumberRouting>): boolean {
  return FIELDS.every((field) => settings[field] === undefined || settings[field] === current[field]);
}

function outOfTheWay({ voiceUrl, smsUrl }: Partial<NumberRouting>): Partial<NumberRouting> {
  return {
    ...(voiceUrl ? { voiceApplicationSid: "", trunkSid: "", voiceReceiveMode: "voice" } : {}),
    ...(smsUrl ? { smsApplicationSid: "" } : {}),
  };
}

export function routingForm(settings: Partial<NumberRouting>): Record<string, string | undefined> {
  return Object.fromEntries(FIELDS.map((field) => [ROUTING_FIELDS[field].form, settings[field]]));
}

/** Null and a missing field are what stands there at first. */
export function readRouting(number: Readonly<Record<string, unknown>>): NumberRouting {
  const entries = FIELDS.map((field) => {
    const { json, usual } = ROUTING_FIELDS[field];
    const value = number[json];
    return [field, typeof value === "string" && value !== "" ? value : usual];
  });
  return Object.fromEntries(entries) as NumberRouting;
}
