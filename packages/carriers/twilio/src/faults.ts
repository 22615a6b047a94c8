/** Every fault this carrier names, with what it says to a person and how to fix it. `docs/errors.md` is checked against it. */
import type { Fault } from "@offhook/engine/ports";

export interface FaultText {
  says: string;
  fix: string;
}

const CHECK_NUMBER = "Write the number as E.164: a plus, the country code, the number, no spaces.";
const CHECK_PERMISSIONS = "Open Voice > Settings > Geo permissions in Twilio's console and allow the country.";
const NOTHING = "Nothing to do: the call went on. If it happens often, look at the proxy before the server.";

export const TWILIO_FAULTS = {
  "twilio-frame-malformed": { says: "A message on the media stream was not what Twilio sends.", fix: NOTHING },
  "twilio-frame-unknown": { says: "The media stream carried an event that is not known here.", fix: NOTHING },
  "twilio-frame-too-large": { says: "A message on the media stream was larger than any of Twilio's.", fix: NOTHING },
  "twilio-frame-binary": { says: "The media stream carried a binary message; Twilio sends text.", fix: NOTHING },
  "twilio-frame-wrong-stream": { says: "A message named another stream than its socket's.", fix: NOTHING },
  "twilio-frame-out-of-order": {
    says: "The media stream did not begin with `connected` and `start`.",
    fix: "Only Twilio and the twin should reach /twilio/media.",
  },
  "twilio-frame-after-stop": { says: "The media stream went on after its `stop`.", fix: NOTHING },
  "twilio-media-duplicate": { says: "A piece of the caller's audio came twice; the second was dropped.", fix: NOTHING },
  "twilio-media-late": { says: "A piece of the caller's audio came too late and was dropped.", fix: NOTHING },
  "twilio-media-gap": { says: "Caller's audio was missing; silence stands in its place.", fix: NOTHING },
  "twilio-media-jump": { says: "The stream's time stamps leapt; what could not be was not followed.", fix: NOTHING },
  "twilio-media-flood": {
    says: "Far more audio came than there was time for; the rest was dropped until time caught up.",
    fix: NOTHING,
  },
  "twilio-mark-unknown": { says: "The stream gave back a mark that is not under way.", fix: NOTHING },
  "twilio-key-flood": { says: "Keys came faster than anybody can press them; the rest was dropped.", fix: NOTHING },
  "twilio-media-backlog": { says: "Audio came before the call was ready; the oldest was dropped.", fix: NOTHING },
  "twilio-start-timeout": {
    says: "A socket was opened, but no stream started on it within five seconds.",
    fix: "Only Twilio and the twin should reach /twilio/media.",
  },
  "twilio-socket-stuck": {
    says: "Twilio stopped reading the agent's audio.",
    fix: "Check the server's way out to the network; the stream is opened again by itself.",
  },
  "twilio-signature-missing": { says: "The request has no X-Twilio-Signature.", fix: "Only Twilio should call it." },
  "twilio-signature-invalid": {
    says: "The request's signature does not fit its address and the account's token.",
    fix: "Compare PUBLIC_URL with the address in Twilio's console, and the auth token with the account's.",
  },
  "twilio-body-changed": {
    says: "The request's body is not the one that was signed.",
    fix: "A proxy must pass the body through unchanged.",
  },
  "twilio-webhook-malformed": { says: "The webhook's form misses what Twilio always sends.", fix: NOTHING },
  "ticket-unknown": { says: "The stream's ticket was never issued.", fix: "Only Twilio should reach /twilio/media." },
  "ticket-expired": { says: "The stream came more than 60 s after its ticket.", fix: "Check the server's clock." },
  "ticket-used": { says: "The stream's ticket was used before.", fix: "Only Twilio should reach /twilio/media." },
  "ticket-wrong-call": { says: "The ticket belongs to another call.", fix: "Only Twilio should reach /twilio/media." },
  "stream-of-other-account": {
    says: "The stream names another account than the one that signed it.",
    fix: "Only Twilio should reach /twilio/media.",
  },
  "stream-of-unknown-call": {
    says: "The stream belongs to a call that is not stored here.",
    fix: "Look at the log for what became of the call's webhook.",
  },
  "stream-known": { says: "A stream of that identifier has started before.", fix: NOTHING },
  "call-ended": { says: "The stream came for a call that is over.", fix: "Nothing to do: the call has ended." },
  "twilio-unreachable": {
    says: "Twilio's API could not be reached; nothing was sent.",
    fix: "Check the network and TWILIO_BASE_URL.",
  },
  "outcome-unknown": {
    says: "Twilio did not say whether it did what was asked.",
    fix: "Look at the call or message log in Twilio's console before doing it again.",
  },
  "twilio-unavailable": { says: "Twilio's API answered with an error of its own.", fix: "Try again in a minute." },
  "twilio-answer-malformed": {
    says: "Twilio's API answered with something unreadable.",
    fix: "Check TWILIO_BASE_URL and proxies on the way.",
  },
  "twilio-number-invalid": { says: "That is not a telephone number as Twilio writes it.", fix: CHECK_NUMBER },
  "twilio-input-invalid": {
    says: "Twilio was to be asked for something that it has no name for; nothing was sent.",
    fix: "Check the identifier, country, date or pattern that the log names.",
  },
  "twilio-20001": { says: "Twilio did not take one of the values.", fix: "Look at what Twilio says of it." },
  "twilio-20003": { says: "Twilio refused the account's keys.", fix: "Check the account SID and the auth token." },
  "twilio-20005": {
    says: "The account is suspended or closed.",
    fix: "Sign in to Twilio's console: it says why, and what to do.",
  },
  "twilio-20404": { says: "Twilio does not have what was asked for.", fix: "Check the SID and the account." },
  "twilio-20429": { says: "Too many requests to Twilio at once.", fix: "Make fewer calls at the same time." },
  "twilio-21201": { says: "There is no number to call.", fix: CHECK_NUMBER },
  "twilio-21205": { says: "The address given to Twilio is not a valid one.", fix: "PUBLIC_URL must be absolute." },
  "twilio-21210": { says: "The calling number does not belong to the account.", fix: "Buy or verify it at Twilio." },
  "twilio-21211": { says: "The number to call is not valid.", fix: CHECK_NUMBER },
  "twilio-21212": { says: "The calling number is not valid.", fix: CHECK_NUMBER },
  "twilio-21213": { says: "There is no calling number.", fix: CHECK_NUMBER },
  "twilio-21214": { says: "The number cannot be reached.", fix: CHECK_NUMBER },
  "twilio-21215": { says: "The account may not call this country.", fix: CHECK_PERMISSIONS },
  "twilio-21216": { says: "The account may not call this number.", fix: CHECK_PERMISSIONS },
  "twilio-21217": { says: "The number does not appear to be valid.", fix: CHECK_NUMBER },
  "twilio-21219": {
    says: "A trial account may call verified numbers only.",
    fix: "Verify the number in Twilio's console, or upgrade the account.",
  },
  "twilio-21220": { says: "The call is not in progress any more.", fix: "Nothing to do: the call has ended." },
  "twilio-21401": { says: "That number cannot be bought: it is not valid.", fix: CHECK_NUMBER },
  "twilio-21404": {
    says: "A trial account has one number at most.",
    fix: "Use the number that it has, or upgrade the account.",
  },
  "twilio-21421": { says: "That number cannot be bought: it is not valid.", fix: CHECK_NUMBER },
  "twilio-21422": {
    says: "The number is not for sale any more.",
    fix: "Search again and choose another; if it is yours already, connect it instead.",
  },
  "twilio-21452": { says: "There is no number for sale in that area.", fix: "Try another area code." },
  "twilio-21602": { says: "The message has no text.", fix: "Give it one." },
  "twilio-21603": { says: "The message has no sending number.", fix: CHECK_NUMBER },
  "twilio-21604": { says: "The message has no number to go to.", fix: CHECK_NUMBER },
  "twilio-21606": { says: "The sending number cannot send messages.", fix: "Choose a number with SMS at Twilio." },
  "twilio-21608": { says: "A trial account may write to verified numbers only.", fix: "Verify the number." },
  "twilio-21610": { says: "The person has asked for no more messages.", fix: "Respect it." },
  "twilio-21614": { says: "The number cannot receive messages.", fix: "Ask for a mobile number." },
  "twilio-21615": {
    says: "This country gives such numbers to those alone who have an address there.",
    fix: "Name an address (AD…) in the number's country, or add one in Twilio's console.",
  },
  "twilio-21617": { says: "The message is longer than 1,600 characters.", fix: "Shorten it." },
  "twilio-21631": {
    says: "This country gives numbers to those alone who have an address there or elsewhere.",
    fix: "Name an address (AD…) that fits, or add one in Twilio's console.",
  },
  "twilio-21649": {
    says: "This country gives numbers to those alone who have shown their papers.",
    fix: "Name a regulatory bundle (BU…) that Twilio has approved for such numbers; it is made in Twilio's console.",
  },
  "twilio-21651": {
    says: "The address or bundle does not go with this number, or not with the other of the two.",
    fix: "Name the address that is in the bundle, and a bundle made for that country and kind of number.",
  },
  "twilio-32018": { says: "The TwiML is longer than 4,000 characters.", fix: "Give Twilio an address instead." },
} as const satisfies Record<string, FaultText>;

export type TwilioFaultCode = keyof typeof TWILIO_FAULTS;

/** A fault of this carrier as a value; `detail` is for the log. */
export function twilioFault(code: TwilioFaultCode, detail?: string, retryable = false): Fault {
  const message = detail === undefined ? TWILIO_FAULTS[code].says : `${TWILIO_FAULTS[code].says} (${detail})`;
  return { code, message, retryable, provider: "twilio" };
}

/** What to tell a person about a code, Twilio's unlisted ones (`twilio-<number>`) included. */
export function explainTwilioFault(code: string): FaultText {
  if (Object.hasOwn(TWILIO_FAULTS, code)) return TWILIO_FAULTS[code as TwilioFaultCode];
  const number = /^twilio-(\d+)$/.exec(code)?.[1];
  if (number === undefined) return { says: "Something at Twilio failed.", fix: "Look at the log." };
  return { says: `Twilio refused with error ${number}.`, fix: `See https://www.twilio.com/docs/errors/${number}.` };
}
