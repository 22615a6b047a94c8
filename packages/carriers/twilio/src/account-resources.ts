/** Numbers, alerts and recordings as Twilio's API gives them, read into our own words. Null: not what Twilio sends. */
import { type NumberRouting, readRouting } from "./number-routing.ts";

export interface NumberCapabilities {
  voice: boolean;
  sms: boolean;
  mms: boolean;
}

/** Whose address the buyer must show: nobody's, anyone's, one in the country, one outside it. */
export type AddressRequirements = "none" | "any" | "local" | "foreign";

/** A number of the account. */
export interface TwilioNumber {
  /** `PN…`. */
  sid: string;
  /** E.164. */
  number: string;
  friendlyName: string;
  capabilities: NumberCapabilities;
  routing: NumberRouting;
}

/** A number for sale. */
export interface AvailableNumber {
  /** E.164. */
  number: string;
  /** ISO 3166, two letters. */
  country: string;
  locality: string | null;
  region: string | null;
  capabilities: NumberCapabilities;
  addressRequirements: AddressRequirements;
  /** New at Twilio: may not work everywhere. */
  beta: boolean;
}

/** Something that Twilio's debugger shows. */
export interface TwilioAlert {
  sid: string;
  /** Such as 11200: see `https://www.twilio.com/docs/errors/11200`. */
  code: number;
  level: "error" | "warning" | "notice" | "debug";
  /** Twilio's words. May hold numbers and addresses: not for the log. */
  text: string;
  /** The call (`CA…`) or other resource that it is about. */
  resourceSid: string | null;
  /** ISO 8601. */
  at: string;
  /** What Twilio asked of the server, or the server of Twilio. */
  requestUrl: string | null;
  requestMethod: string | null;
}

export interface TwilioRecording {
  /** `RE…`. */
  sid: string;
  callSid: string | null;
  status: string;
  /** Null until it is completed. */
  durationMs: number | null;
  channels: number;
  /** ISO 8601. */
  startedAt: string | null;
  /** Without extension: `.wav` or `.mp3` is added. Asks for the account's keys. */
  mediaUrl: string;
}

type Json = Readonly<Record<string, unknown>>;

export function readNumber(json: Json): TwilioNumber | null {
  const { sid, phone_number: number, friendly_name: friendlyName } = json;
  if (!isSid("PN", sid) || !isE164(number)) return null;
  const capabilities = readCapabilities(json.capabilities);
  return { sid, number, friendlyName: textOf(friendlyName) ?? "", capabilities, routing: readRouting(json) };
}

export function readAvailable(json: Json): AvailableNumber | null {
  const { phone_number: number, iso_country: country, address_requirements: asked } = json;
  if (!isE164(number) || typeof country !== "string") return null;
  // What we do not know is a demand of some kind.
  const addressRequirements = REQUIREMENTS.find((each) => each === asked) ?? "any";
  return {
    ...{ number, country, addressRequirements },
    locality: textOf(json.locality),
    region: textOf(json.region),
    capabilities: readCapabilities(json.capabilities),
    beta: json.beta === true,
  };
}

export function readAlert(json: Json): TwilioAlert | null {
  const { sid, error_code: code, log_level: level } = json;
  const at = isoOf(json.date_generated) ?? isoOf(json.date_created);
  const known = LEVELS.find((each) => each === level);
  if (typeof sid !== "string" || !/^\d{1,6}$/.test(String(code)) || at === null || known === undefined) return null;
  return {
    ...{ sid, code: Number(code), level: known, at },
    text: textOf(json.alert_text) ?? "",
    resourceSid: textOf(json.resource_sid),
    requestUrl: textOf(json.request_url),
    requestMethod: textOf(json.request_method),
  };
}

export function readRecording(json: Json): TwilioRecording | null {
  const { sid, status, media_url: mediaUrl, channels, duration } = json;
  if (!isSid("RE", sid) || typeof status !== "string" || typeof mediaUrl !== "string") return null;
  return {
    ...{ sid, status, mediaUrl },
    callSid: textOf(json.call_sid),
    durationMs: /^\d{1,6}$/.test(String(duration)) ? Number(duration) * 1_000 : null,
    channels: channels === 2 ? 2 : 1,
    startedAt: isoOf(json.start_time),
  };
}

/** A plus, then up to 15 digits of which the first is not 0. */
export function isE164(value: unknown): value is string {
  return typeof value === "string" && /^\+[1-9]\d{1,14}$/.test(value);
}

/** `prefix`: the two letters that tell what it names. */
export function isSid(prefix: string, value: unknown): value is string {
  return typeof value === "string" && value.startsWith(prefix) && /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(value);
}

const REQUIREMENTS: readonly AddressRequirements[] = ["none", "any", "local", "foreign"];
const LEVELS: readonly TwilioAlert["level"][] = ["error", "warning", "notice", "debug"];

/** Twilio has written these names in capitals and in small letters. */
function readCapabilities(value: unknown): NumberCapabilities {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const can = new Set(entries.filter(([, is]) => is === true).map(([name]) => name.toLowerCase()));
  return { voice: can.has("voice"), sms: can.has("sms"), mms: can.has("mms") };
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function isoOf(value: unknown): string | null {
  const atMs = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? null : new Date(atMs).toISOString();
}
