/** Webhooks that are not as they should be, and what each must be answered with. */
import type { Answer, Stranger } from "./bad-stranger.ts";

interface Case {
  what: string;
  status: number;
  /** Of the error; undefined where there is none. */
  code: string | undefined;
  send(stranger: Stranger): Promise<Answer>;
}

const VOICE = "/twilio/voice";
const INVALID = { status: 403, code: "twilio-signature-invalid" };
const MANY = Array.from({ length: 50_000 }, (_, at) => [`f${at}`, "x"] as const);

/** A webhook in every respect but these. */
const voice = (more: Record<string, string> = {}, path = VOICE) => ({
  send: async (stranger: Stranger) => stranger.post(path, stranger.form(stranger.newCallSid(), more)),
});

const other = (how: Parameters<Stranger["post"]>[2], path = VOICE) => ({
  send: async (stranger: Stranger) => stranger.post(path, stranger.form(stranger.newCallSid()), how),
});

export const FORMS: readonly Case[] = [
  { what: "without a signature", ...INVALID, ...other({ signature: null }) },
  { what: "with an empty signature", ...INVALID, ...other({ signature: "" }) },
  { what: "with an invented signature", ...INVALID, ...other({ signature: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }) },
  { what: "of a status without a signature", ...INVALID, ...other({ signature: null }, "/twilio/status") },
  { what: "of a resume without a signature", ...INVALID, ...other({ signature: null }, "/twilio/resume") },
  { what: "whose body was changed", ...INVALID, ...other({ body: "AccountSid=AC1&CallSid=CA1" }) },
  { what: "of an account that is not ours", ...INVALID, ...voice({ AccountSid: `AC${"0".repeat(32)}` }) },
  { what: "without a form", ...INVALID, ...other({ body: "" }) },
  { what: "with percents that are none", ...INVALID, ...other({ body: "AccountSid=%ZZ&%=%&%E0%A4%A=1" }) },
  {
    what: "with 50,000 fields, unsigned",
    ...INVALID,
    send: async (stranger) => stranger.post(VOICE, [...stranger.form("CA1"), ...MANY], { signature: "x" }),
  },
  {
    what: "with 50,000 fields, signed, but of no call",
    status: 400,
    code: "invalid-field",
    send: async (stranger) => stranger.post(VOICE, [...stranger.form("CA1"), ...MANY]),
  },
  {
    what: "with every field twice, the second time another",
    status: 400,
    code: "invalid-field",
    send: async (stranger) => stranger.post(VOICE, [...stranger.form("CA1"), ["CallSid", "CA2"], ["From", "CA2"]]),
  },
  { what: "with a call that has no proper name", status: 400, code: "invalid-field", ...voice({ CallSid: "../../x" }) },
  { what: "with a status of its own", status: 400, code: "invalid-field", ...voice({ CallStatus: "great" }) },
  { what: "for the resume of a call nobody knows", status: 200, code: undefined, ...voice({}, "/twilio/resume") },
  { what: "for the status of a call nobody knows", status: 200, code: undefined, ...voice({}, "/twilio/status") },
  {
    what: "that asks instead of telling, unsigned",
    status: 403,
    code: "twilio-signature-invalid",
    send: (stranger) => stranger.get(VOICE),
  },
  {
    what: "with 2 MiB",
    status: 413,
    code: "body-too-large",
    ...other({ body: `AccountSid=${"x".repeat(2 ** 21)}` }),
  },
  {
    what: "in another kind of body",
    status: 415,
    code: "unsupported-media-type",
    ...other({ headers: { "content-type": "application/xml" }, body: "<a/>" }),
  },
  {
    what: "for a host that is not ours",
    status: 421,
    code: "host-refused",
    ...other({ headers: { host: "evil.example" } }),
  },
  { what: "at a path that cannot be read", status: 400, code: "invalid-request", ...other({}, "/twilio/%zz") },
  { what: "at a path that is none", status: 404, code: "unknown-route", ...other({}, "/twilio/nothing") },
  {
    what: "for a stream without a socket, unsigned",
    status: 403,
    code: "twilio-signature-invalid",
    send: (one) => one.get("/twilio/media"),
  },
];
