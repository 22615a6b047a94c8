/**
 * Every error a person can meet, at start or over HTTP: its code, its status, what it says and how to fix it.
 * Words in braces are filled in by whoever raises it. Nothing private goes in: these texts are printed and sent.
 */
import { type ErrorEntry, START_ERRORS } from "./start-errors.ts";

export const ERRORS = Object.freeze({
  // ── Requests ──
  unauthenticated: {
    status: 401,
    says: "This needs a key.",
    fix: "Send `Authorization: Bearer <key>` with OFFHOOK_API_KEY's value or the token in server.json of the data folder.",
  },
  "not-allowed": {
    status: 403,
    says: "This needs the role {needed}; yours is {role}.",
    fix: "Ask an owner to do it or to change your role.",
  },
  "backup-broken": {
    status: 400,
    says: "The back-up cannot be read: {problem}.",
    fix: "Check that it arrived whole (its size, its checksum), or take an earlier one. Nothing was changed.",
  },
  "backup-newer": {
    status: 409,
    says: "The back-up was made by Offhook {version}, which this one does not know yet.",
    fix: "Update Offhook to that version or a later one, then restore. Nothing was changed.",
  },
  "restore-not-empty": {
    status: 409,
    says: "The database holds tables already; a back-up is only put into an empty one.",
    fix: "Name an empty data folder in OFFHOOK_DATA (or an empty database in DATABASE_URL) and restore there.",
  },
  "unknown-tool": { status: 404, says: "There is no tool {id}.", fix: "List tools with GET /v1/tools." },
  "unknown-secret": { status: 404, says: "There is no secret {name}.", fix: "List secrets with GET /v1/secrets." },
  "no-voice-library": {
    status: 404,
    says: "{provider} lists no voices of an account.",
    fix: "Write the voice's id as its vendor's site shows it.",
  },
  "voice-library-failed": { status: 502, says: "The voices could not be listed: {because}", fix: "{fix}" },
  "tool-name-taken": {
    status: 409,
    says: "There is a tool named {name} already.",
    fix: "Give this one another name, or change that one.",
  },
  "tool-in-use": {
    status: 409,
    says: "{name} is used by {assistants}.",
    fix: "Take it out of these assistants (draft and published version) first.",
  },
  "unknown-webhook": { status: 404, says: "There is no webhook {id}.", fix: "List them with GET /v1/webhooks." },
  "unknown-api-key": { status: 404, says: "There is no API key {id}.", fix: "List keys with GET /v1/api-keys." },
  "too-many-requests": {
    status: 429,
    says: "Too many requests at once.",
    fix: "Wait for {seconds} s, as the header Retry-After says, and ask less often.",
  },
  "member-exists": {
    status: 409,
    says: "{email} is a member already, as {role}.",
    fix: "Change the role in the list of members; a new link for them is made there too.",
  },
  "unknown-member": { status: 404, says: "There is no member {id}.", fix: "List members with GET /v1/members." },
  "last-owner": {
    status: 409,
    says: "This is the last owner.",
    fix: "Make somebody else an owner first.",
  },
  "unknown-route": { status: 404, says: "There is nothing at {path}.", fix: "Check the method and the path." },
  "unknown-call": { status: 404, says: "There is no call {id}.", fix: "List calls with GET /v1/calls." },
  "unknown-assistant": {
    status: 404,
    says: "There is no assistant {id}.",
    fix: "List assistants with GET /v1/assistants.",
  },
  "unknown-version": {
    status: 404,
    says: "The assistant has no version {version}.",
    fix: "List its versions with GET /v1/assistants/{id}/versions.",
  },
  "unknown-template": {
    status: 404,
    says: "There is no template {id}.",
    fix: "List templates with GET /v1/templates.",
  },
  "if-match-missing": {
    status: 428,
    says: "An edit has to say which state it was made on.",
    fix: "Send `If-Match` with the `etag` that GET gave.",
  },
  "stale-version": {
    status: 409,
    says: "Somebody else has changed it meanwhile.",
    fix: "Read it again and make the change on what is there now.",
  },
  "assistant-invalid": {
    status: 422,
    says: "The assistant could not answer calls: {problems}.",
    fix: "Correct that in the draft and publish again; what answers now stays as it is.",
  },
  "all-busy": {
    status: 503,
    says: "This machine carries as many calls as it can.",
    fix: "Try again once one of them is over.",
  },
  "assistant-from-code": {
    status: 409,
    says: "This assistant comes from a file.",
    fix: "Change it there, or make a copy to edit here.",
  },
  "idempotency-key-missing": {
    status: 428,
    says: "A call is placed once, however often it is asked for: the request has to say which one it is.",
    fix: "Send an `Idempotency-Key` header with a name of your own for this call.",
  },
  "idempotency-key-reused": {
    status: 409,
    says: "This Idempotency-Key was used for another call.",
    fix: "Use a new key for each call, and the same one only to repeat the same request.",
  },
  "assistant-not-published": {
    status: 409,
    says: "There is no published assistant {id}, so nobody could speak.",
    fix: "Publish it first, or name another.",
  },
  "no-number-to-call-from": {
    status: 409,
    says: "No phone number is connected, so there is none to call from.",
    fix: "Connect one with POST /v1/phone-numbers, or take the simulator's with POST /v1/simulator/numbers.",
  },
  "number-not-connected": {
    status: 404,
    says: "The number {number} is not connected here.",
    fix: "List the connected ones with GET /v1/phone-numbers.",
  },
  "country-not-allowed": {
    status: 403,
    says: "Calls to this country ({country}) are not allowed here.",
    fix: "An owner can allow it with PUT /v1/settings/outbound.",
  },
  "too-many-calls": {
    status: 429,
    says: "{limit} calls were ordered in the last 24 hours, which is the limit.",
    fix: "Wait, or let an owner raise `callsPerDay` with PUT /v1/settings/outbound.",
  },
  "unknown-provider": {
    status: 404,
    says: "There is no provider {provider} that takes a key.",
    fix: "List providers with GET /v1/providers.",
  },
  "unknown-voice": {
    status: 404,
    says: "There is no voice of {provider}.",
    fix: "List voices with GET /v1/providers.",
  },
  "voice-failed": {
    status: 502,
    says: "The voice {voice} did not speak: {because}",
    fix: "Try its key under Providers, or choose another voice.",
  },
  "no-provider-key": {
    status: 404,
    says: "No key for {name} was entered here.",
    fix: "Enter one, or unset the environment's where it comes from there.",
  },
  "provider-refused-key": {
    status: 422,
    says: "{name} refused the key: {detail}",
    fix: "Copy the key again, whole, and check that it belongs to this vendor and was not revoked.",
  },
  "key-from-environment": {
    status: 409,
    says: "This key comes from {keyName} where the server is started.",
    fix: "Change it there, or unset {keyName} and start the server again to enter one here.",
  },
  "unknown-phone-number": {
    status: 404,
    says: "There is no phone number {id}.",
    fix: "List them with GET /v1/phone-numbers.",
  },
  "unknown-twilio-account": {
    status: 404,
    says: "The Twilio account {accountSid} is not known here.",
    fix: "Enter it with POST /v1/twilio/accounts.",
  },
  "number-not-in-account": {
    status: 404,
    says: "That Twilio account does not have the number {number}.",
    fix: "Check the number and the Account SID: a subaccount's numbers are its own.",
  },
  "fallback-on-this-server": {
    status: 422,
    says: "{url} is on this server: it would be gone together with it.",
    fix: "Give an address elsewhere, such as that of a TwiML Bin in Twilio's console.",
  },
  "number-without-voice": {
    status: 422,
    says: "The number {number} takes no calls.",
    fix: "Choose a number with voice at Twilio.",
  },
  "number-not-simulated": {
    status: 409,
    says: "The number {number} is a real one: no simulated caller can reach it.",
    fix: "Call it with a telephone.",
  },
  "number-leads-nowhere": {
    status: 409,
    says: "The number {number} leads nowhere.",
    fix: "Point it here again with POST /v1/phone-numbers/{id}/repair.",
  },
  "public-url-missing": {
    status: 409,
    says: "Twilio could not reach this server: it has no public address.",
    fix: "Start with `npx --no offhook start --tunnel`, or set PUBLIC_URL to the https address that leads here.",
  },
  "twilio-refused-key": {
    status: 422,
    says: "Twilio refused the account's keys ({says}).",
    fix: "Copy the Account SID and the Auth Token again from the first page of Twilio's console.",
  },
  "twilio-refused": { status: 422, says: "Twilio says ({number}): {says}", fix: "{fix}" },
  "twilio-not-reached": {
    status: 502,
    says: "Twilio's API could not be reached; nothing was changed.",
    fix: "Check the network of this machine, and TWILIO_BASE_URL if it is set, then try again.",
  },
  "twilio-outcome-unknown": {
    status: 502,
    says: "Twilio did not say whether it did what was asked.",
    fix: "Look in Twilio's console whether it was done before you try again.",
  },
  "twilio-account-not-active": {
    status: 422,
    says: "The Twilio account is {status}.",
    fix: "Sign in to Twilio's console: it says why, and what to do.",
  },
  "twilio-account-in-use": {
    status: 409,
    says: "The account {accountSid} carries {numbers}: without its token their calls would be refused.",
    fix: "Disconnect these numbers first.",
  },
  "twilio-account-given": {
    status: 409,
    says: "The account {accountSid} was not entered here.",
    fix: "It comes from the server's environment: take TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN away there. The simulator's stays.",
  },
  "twilio-token-lost": {
    status: 409,
    says: "The Auth Token for {number} is not here any more, or OFFHOOK_SECRET has changed since it was entered.",
    fix: "Connect the number again with its Account SID and Auth Token.",
  },
  "unknown-test-call": {
    status: 404,
    says: "There is no test call {id}.",
    fix: "List test calls with GET /v1/test-calls.",
  },
  "test-calls-not-here": {
    status: 503,
    says: "This server does not place test calls.",
    fix: "Ask a server that carries calls.",
  },
  "call-going-on": {
    status: 409,
    says: "The call is still going on.",
    fix: "Wait until it has ended, then delete it.",
  },
  "no-recording": {
    status: 404,
    says: "This call has no recording.",
    fix: "Turn recording on in the assistant before the call; recordings are deleted after their retention time.",
  },
  "recording-not-ready": {
    status: 409,
    says: "The recording is still being written.",
    fix: "Ask again once the call's `recording` is `ready`.",
  },
  "range-not-satisfiable": {
    status: 416,
    says: "The recording has {sizeBytes} bytes; the range asked for lies outside.",
    fix: "Ask for a range inside the file, such as `bytes=0-`.",
  },
  "unknown-field": {
    status: 400,
    says: "Unknown field: {fields}.",
    fix: "Remove it, or check its spelling.",
  },
  "invalid-field": { status: 400, says: "{problem}", fix: "Correct the field and send the request again." },
  "invalid-request": { status: 400, says: "{problem}", fix: "Correct the request and send it again." },
  "body-too-large": { status: 413, says: "The body is too large.", fix: "Send at most {limitBytes} bytes." },
  "unsupported-media-type": {
    status: 415,
    says: "This kind of body is not understood here.",
    fix: "Send JSON with `Content-Type: application/json`.",
  },
  "host-refused": {
    status: 421,
    says: "This server does not answer for that host name.",
    fix: "Use 127.0.0.1 or localhost, or set PUBLIC_URL to the address it is reached by.",
  },
  "not-public": {
    status: 403,
    says: "This is not served on the public address.",
    fix: "Use the loopback address on the machine itself. An owner can allow the console here, under Settings.",
  },
  "server-not-allowed": {
    status: 403,
    says: "Only an owner may let an assistant use {server}: callers' words go there, and perhaps a key.",
    fix: "Ask an owner to choose it once, in any assistant; after that every editor can.",
  },
  "key-name-refused": {
    status: 400,
    says: "{name} is not a key that an assistant may send to a server.",
    fix: "Name a variable that was made for that server and ends in _KEY or _TOKEN, such as GROQ_API_KEY. Vendors' keys go to their vendors by themselves.",
  },
  "console-needs-public-url": {
    status: 409,
    says: "There is no public name that the console could be opened on.",
    fix: "Set PUBLIC_URL to the https address that leads here, and start the server again.",
  },
  "console-needs-https": {
    status: 409,
    says: "{publicUrl} is not encrypted: whoever is on the way could sign in as you.",
    fix: "Put TLS in front of the server, as docs/deploy.md shows, and let PUBLIC_URL begin with https.",
  },
  "owner-missing": {
    status: 409,
    says: "Nobody owns this server yet.",
    fix: "Open the link that `npx --no offhook login` prints, and allow it there.",
  },
  "origin-refused": {
    status: 403,
    says: "The request comes from another web site.",
    fix: "Send it without an Origin header, or from a page of this server.",
  },
  "websocket-expected": {
    status: 426,
    says: "This address speaks WebSocket.",
    fix: "Connect with a WebSocket client.",
  },
  "twilio-signature-invalid": {
    status: 403,
    says: "This request is not signed by a Twilio account that is configured here.",
    fix: "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the account that owns the number, and PUBLIC_URL to the address in its webhook.",
  },
  "twilio-token-missing": {
    status: 503,
    says: "No Twilio account is configured, so requests on the public address cannot be checked.",
    fix: "Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN and start again.",
  },
  "not-ready": {
    status: 503,
    says: "The server is not ready: {because}.",
    fix: "Ask GET /ready again in a moment.",
  },
  "database-unavailable": {
    status: 503,
    says: "The database does not answer.",
    fix: "Try again in a moment; GET /ready says when it is back.",
  },
  internal: {
    status: 500,
    says: "Something went wrong in the server.",
    fix: "The server's log has the details under this request's id: {requestId}.",
  },
  ...START_ERRORS,
} satisfies Record<string, ErrorEntry>);

export type ErrorCode = keyof typeof ERRORS;

export class OffhookError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fix: string;

  constructor(code: ErrorCode, words: Record<string, string | number> = {}) {
    const entry: ErrorEntry = ERRORS[code];
    super(fill(entry.says, words));
    this.name = "OffhookError";
    this.code = code;
    this.status = entry.status;
    this.fix = fill(entry.fix, words);
  }

  /** The body every failed request gets. */
  toBody(): { error: { code: string; message: string; fix: string } } {
    return { error: { code: this.code, message: this.message, fix: this.fix } };
  }
}

function fill(text: string, words: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(words[name] ?? ""));
}

/** `ENOSPC`, `EACCES`… of a failed system call, or an SQLSTATE; undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : undefined;
}
