/** What an account may set on one of its numbers: names, what is taken, what it is at first. Knows no request. */

type Kind = "url" | "method" | "text" | "flag" | "receive-mode" | { sid: string };

/** Parameters of `IncomingPhoneNumbers` (twilio-oai, twilio_api_v2010); read back in snake case. */
const KINDS = {
  FriendlyName: "text",
  VoiceUrl: "url",
  VoiceMethod: "method",
  VoiceFallbackUrl: "url",
  VoiceFallbackMethod: "method",
  VoiceApplicationSid: { sid: "AP" },
  VoiceCallerIdLookup: "flag",
  VoiceReceiveMode: "receive-mode",
  TrunkSid: { sid: "TK" },
  StatusCallback: "url",
  StatusCallbackMethod: "method",
  SmsUrl: "url",
  SmsMethod: "method",
  SmsFallbackUrl: "url",
  SmsFallbackMethod: "method",
  SmsApplicationSid: { sid: "AP" },
  AddressSid: { sid: "AD" },
  BundleSid: { sid: "BU" },
  IdentitySid: { sid: "RI" },
} as const satisfies Record<string, Kind>;

export type SettingName = keyof typeof KINDS;
export type NumberSettings = Record<SettingName, string>;

const MAX_NAME_CHARS = 64;
const NAMES = Object.keys(KINDS) as SettingName[];

export function firstSettings(friendlyName: string): NumberSettings {
  const settings = Object.fromEntries(NAMES.map((name) => [name, usualValue(KINDS[name])])) as NumberSettings;
  return { ...settings, FriendlyName: friendlyName };
}

/** What a form sets, or the name of a parameter whose value is not taken. An empty value clears. */
export function readSettings(
  params: URLSearchParams,
): { ok: true; settings: Partial<NumberSettings> } | { ok: false; name: SettingName; isUrl: boolean } {
  const settings: Partial<NumberSettings> = {};
  for (const name of NAMES) {
    const value = params.get(name);
    if (value === null) continue;
    if (value !== "" && !isTaken(value, KINDS[name])) return { ok: false, name, isUrl: KINDS[name] === "url" };
    settings[name] = value === "" ? usualValue(KINDS[name]) : value;
  }
  return { ok: true, settings };
}

/** A trunk and an application each replace the other ("will automatically delete your `trunk_sid` and vice versa"). */
export function withSettings(before: NumberSettings, change: Partial<NumberSettings>): NumberSettings {
  const after = { ...before, ...change };
  if (change.TrunkSid) after.VoiceApplicationSid = "";
  else if (change.VoiceApplicationSid) after.TrunkSid = "";
  return after;
}

export function settingsJson(settings: NumberSettings): Record<string, unknown> {
  return Object.fromEntries(NAMES.map((name) => [snakeCase(name), jsonValue(settings[name], KINDS[name])]));
}

function jsonValue(value: string, kind: Kind): string | boolean | null {
  if (kind === "flag") return value === "true";
  return typeof kind === "object" && value === "" ? null : value;
}

function usualValue(kind: Kind): string {
  if (kind === "method") return "POST";
  if (kind === "flag") return "false";
  return kind === "receive-mode" ? "voice" : "";
}

function isTaken(value: string, kind: Kind): boolean {
  if (typeof kind === "object") return new RegExp(`^${kind.sid}[0-9a-f]{32}$`).test(value);
  if (kind === "url") return /^https?:\/\//.test(value) && URL.canParse(value);
  if (kind === "method") return value === "GET" || value === "POST";
  if (kind === "flag") return value === "true" || value === "false";
  return kind === "text" ? value.length <= MAX_NAME_CHARS : value === "voice" || value === "fax";
}

function snakeCase(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
