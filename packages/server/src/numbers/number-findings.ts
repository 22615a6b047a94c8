/** Everything that can be found about a number: in a sentence, with the way out and what one button can do. Pure data. */

export type FindingAction = "repair" | "reconnect" | "publish" | "call" | "none";
export type FindingState = "ok" | "failed" | "unknown" | "skipped";

interface FindingEntry {
  state: FindingState;
  says: string;
  /** Where something is to be done. */
  fix?: string;
  action?: FindingAction;
}

export const FINDINGS = {
  "account-well": { state: "ok", says: "The account is active, and Twilio takes its keys." },
  "twilio-not-reached": { state: "unknown", says: "Twilio could not be asked." },
  "twilio-token-lost": {
    ...{ state: "failed", action: "reconnect" },
    says: "The Auth Token of this number's account is not here any more.",
    fix: "Connect the number again with its Account SID and Auth Token.",
  },
  "twilio-refused-key": {
    ...{ state: "failed", action: "reconnect" },
    says: "Twilio refused the account's keys (20003 authenticate).",
    fix: "Connect the number again with the account's current Auth Token.",
  },
  "twilio-account-not-active": {
    ...{ state: "failed", action: "none" },
    says: "The Twilio account is {status}.",
    fix: "Sign in to Twilio's console: it says why, and what to do.",
  },
  "trial-account": {
    ...{ state: "failed", action: "none" },
    says: "It is a trial account: Twilio opens no audio streams for those, so callers hear its own message.",
    fix: "Upgrade the account in Twilio's console under Billing, then look again.",
  },
  "address-not-needed": { state: "skipped", says: "The simulator is on this machine." },
  "address-proven": { state: "ok", says: "{address} leads to this server, WebSockets too." },
  "public-url-missing": {
    ...{ state: "failed", action: "none" },
    says: "Twilio cannot reach this server: it has no public address.",
    fix: "Start with `npx --no offhook start --tunnel`, or set PUBLIC_URL to the https address that leads here.",
  },
  "address-unreachable": {
    ...{ state: "failed", action: "none" },
    says: "{address} cannot be reached ({met}).",
    fix: "Start the tunnel or the proxy in front of this server, and look again.",
  },
  "address-certificate": {
    ...{ state: "failed", action: "none" },
    says: "The certificate of {address} is not trusted ({met}).",
    fix: "Give the address a certificate that browsers trust: Twilio takes no other.",
  },
  "address-another-server": {
    ...{ state: "failed", action: "none" },
    says: "{address} is answered, but not by this server ({met}).",
    fix: "Let the address lead to this server, or set PUBLIC_URL to the one that does.",
  },
  "address-no-websockets": {
    ...{ state: "failed", action: "none" },
    says: "{address} leads to this server, but a WebSocket does not get through ({met}).",
    fix: "Let the proxy pass upgrades on /twilio/media: without them no audio comes.",
  },
  "routing-well": { state: "ok", says: "At Twilio the number leads to this server." },
  "routing-unknown": { state: "unknown", says: "Where the number leads at Twilio is not known." },
  "number-not-in-account": {
    ...{ state: "failed", action: "reconnect" },
    says: "The Twilio account does not have this number any more.",
    fix: "Connect it again with the account that has it, or disconnect it here.",
  },
  "routing-elsewhere": {
    ...{ state: "failed", action: "repair" },
    says: "At Twilio the number leads to {url} and not to this server.",
    fix: "Point the number here again.",
  },
  "routing-nowhere": {
    ...{ state: "failed", action: "repair" },
    says: "At Twilio the number leads nowhere.",
    fix: "Point the number here again.",
  },
  "routing-kept-away": {
    ...{ state: "failed", action: "repair" },
    says: "At Twilio something else keeps calls from this server: {fields}.",
    fix: "Point the number here again.",
  },
  "assistant-answers": { state: "ok", says: "{name} answers, version {version}." },
  "another-answers": {
    state: "ok",
    says: "{name} answers now: it is after hours, or the number's own assistant is not published.",
  },
  "nobody-answers": {
    ...{ state: "failed", action: "publish" },
    says: "No assistant is published, so nobody answers.",
    fix: "Publish an assistant.",
  },
  "webhook-none": { state: "unknown", says: "Twilio has not asked here about a call to this number yet." },
  "webhook-well": { state: "ok", says: "The last call was answered at {at}." },
  "webhook-signature": {
    ...{ state: "failed", action: "reconnect" },
    says: "Twilio's last request, at {at}, was refused here: its signature did not fit the account's token or this server's address.",
    fix: "Connect the number again with the account's current Auth Token, and compare PUBLIC_URL with the address at Twilio.",
  },
  "webhook-refused": {
    ...{ state: "failed", action: "none" },
    says: "Twilio's last request, at {at}, was refused here ({error}).",
    fix: "Look at the server's log at that time.",
  },
  "alerts-none": { state: "ok", says: "Twilio has no new alert about this server's addresses." },
  "alerts-unknown": { state: "unknown", says: "Twilio's alerts could not be read." },
  "twilio-alert": {
    ...{ state: "failed", action: "call" },
    says: "Twilio met error {number} at this server's address at {at}.",
    fix: "Read https://www.twilio.com/docs/errors/{number}; if it was while the server was down, call again.",
  },
  "not-all-seen": {
    ...{ state: "unknown", action: "call" },
    says: "Nothing was found wrong, but not everything could be looked at.",
    fix: "What could not stands below. Look again in a minute, or call the number.",
  },
  "all-well": {
    ...{ state: "ok", action: "call" },
    says: "Everything on the way to this number is in order.",
    fix: "Call it. If it does not ring then, come back: the attempt will be seen here.",
  },
} as const satisfies Record<string, FindingEntry>;

export type FindingCode = keyof typeof FINDINGS;
export type FindingValues = Readonly<Record<string, string | number>>;

/** What was found, said in full. */
export function said(code: FindingCode, values: FindingValues) {
  const { state, says, fix = "", action = "none" }: FindingEntry = FINDINGS[code];
  return { code, state, action, message: fill(says, values), fix: fill(fix, values), values };
}

const fill = (text: string, values: FindingValues): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
