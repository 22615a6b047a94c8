/**
 * Builds TwiML. Verbs are strings, a document is verbs in a row: `twiml(say("Hello"), hangup())`.
 * Text and attributes are escaped as npm `twilio` does it (tested); a caller's words can never become a verb.
 */

export interface ConnectStream {
  /** `wss://…` without a query string: Twilio drops it. Use `parameters`. */
  url: string;
  /** Each name and value together under 500 characters. */
  parameters?: Readonly<Record<string, string>>;
  /** Asked for the next TwiML when the stream has ended. */
  action?: string;
  statusCallback?: string;
}

export interface DialNumbers {
  /** E.164. At most ten; they ring together, the first to answer wins. */
  numbers: readonly string[];
  timeoutS?: number;
  action?: string;
  callerId?: string;
  answerOnBridge?: boolean;
}

/** Twilio's limit on name + value of a `<Parameter>`. */
const MAX_PARAMETER_CHARS = 499;
const MAX_DIALLED_NUMBERS = 10;

export function twiml(...verbs: readonly string[]): string {
  const body = verbs.join("");
  return `<?xml version="1.0" encoding="UTF-8"?>${body === "" ? "<Response/>" : `<Response>${body}</Response>`}`;
}

/** Nothing more to do: Twilio hangs up, unless another verb is under way. */
export const emptyTwiml = twiml();

export function connectStream({ url, parameters = {}, action, statusCallback }: ConnectStream): string {
  if (url.includes("?")) throw new Error("a <Stream> URL takes no query string; use parameters");
  const inner = Object.entries(parameters).map(([name, value]) => {
    if (name.length + value.length > MAX_PARAMETER_CHARS) throw new Error(`<Parameter> ${name} is too long for Twilio`);
    return element("Parameter", { name, value });
  });
  return element("Connect", { action }, element("Stream", { url, statusCallback }, inner.join("")));
}

export function say(words: string, options: { voice?: string; language?: string } = {}): string {
  return element("Say", { voice: options.voice, language: options.language }, escapeText(words));
}

export function pause(lengthS = 1): string {
  return element("Pause", { length: lengthS });
}

export function dial({ numbers, timeoutS, action, callerId, answerOnBridge }: DialNumbers): string {
  if (numbers.length === 0 || numbers.length > MAX_DIALLED_NUMBERS) throw new Error("dial takes one to ten numbers");
  const nouns = numbers.map((number) => element("Number", {}, escapeText(number)));
  return element("Dial", { action, callerId, timeout: timeoutS, answerOnBridge }, nouns.join(""));
}

export function redirect(url: string): string {
  return element("Redirect", {}, escapeText(url));
}

export function hangup(): string {
  return element("Hangup", {});
}

/** Only as the first verb: then the call is not answered and costs nothing. */
export function reject(reason: "busy" | "rejected" = "busy"): string {
  return element("Reject", { reason });
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

function element(name: string, attributes: Attributes, inner = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join("");
  return inner === "" ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

function escapeText(text: string): string {
  return onlyXmlCharacters(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}

function escapeAttribute(text: string): string {
  return onlyXmlCharacters(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\t", "&#x9;")
    .replaceAll("\n", "&#xA;")
    .replaceAll("\r", "&#xD;");
}

/** XML 1.0 has no way to write these; one of them would make Twilio refuse the whole document (12100). */
function onlyXmlCharacters(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
  return wellFormed(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

/** Half a surrogate pair cannot be written as UTF-8. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
