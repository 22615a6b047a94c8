/** The faults that every vendor behind a key and a network can have: the table's common rows, in the vendor's name. */
import type { Fault } from "@offhook/engine/ports";

export interface FaultEntry {
  says: string;
  fix: string;
  retryable: boolean;
}

export interface Vendor<Name extends string = string> {
  /** As in an assistant and at the head of every fault's code: `deepgram`. */
  name: Name;
  /** As people write it: `Deepgram`. */
  title: string;
  /** The environment variables of its key and of another address. */
  keyName: string;
  baseUrlName: string;
}

export type CommonFault = keyof ReturnType<typeof rows>;

export type CommonFaults<Name extends string> = Readonly<Record<`${Name}-${CommonFault}`, FaultEntry>>;

/** Codes are `<vendor>-<fault>`, such as `deepgram-key-refused`. */
export function commonFaults<Name extends string>(vendor: Vendor<Name>): CommonFaults<Name> {
  const named = Object.entries(rows(vendor)).map(([fault, row]) => [`${vendor.name}-${fault}`, row]);
  return Object.fromEntries(named) as CommonFaults<Name>;
}

const row = (says: string, fix: string, retryable: boolean): FaultEntry => ({ says, fix, retryable });
const passes = (says: string, fix: string): FaultEntry => row(says, fix, true);
const stays = (says: string, fix: string): FaultEntry => row(says, fix, false);

const rows = ({ title, keyName, baseUrlName }: Vendor) => ({
  ...refusals({ title, keyName, baseUrlName }),
  "base-url-invalid": stays(
    `The address set for ${title} is none.`,
    `${baseUrlName} begins with https://, http://, wss:// or ws://; leave it out for ${title} itself.`,
  ),
  "connect-failed": passes(
    `${title} could not be reached.`,
    `Check the network, and ${baseUrlName} where it is set; put a second provider in the list.`,
  ),
  "connect-late": passes(
    `${title} did not take the connection in time.`,
    "Check the network; put a second provider in the list.",
  ),
  "connection-lost": passes(
    `The connection to ${title} broke off.`,
    "Usually passes; if it comes often, look for a proxy that cuts long connections.",
  ),
  stalled: passes(`${title} stopped answering.`, "Usually passes; put a second provider in the list."),
  late: passes(`The first sound from ${title} did not come in time.`, "Put a second voice in the list."),
  "answer-malformed": stays(
    `What ${title} sent is not what its protocol says.`,
    `Check that ${baseUrlName}, where it is set, is the address of such a server, and look for a newer Offhook.`,
  ),
  "language-unsupported": stays(
    `This model of ${title} does not know the assistant's language.`,
    "Choose a model or a voice for the language, or put one that has it first in the list.",
  ),
  "format-unsupported": stays(
    `${title} is not used in this audio format.`,
    "Ask for a format from the provider's list.",
  ),
});

/** What a server says by an HTTP status, at a request or at a socket's opening. */
const refusals = ({ title, keyName }: Omit<Vendor, "name">) => ({
  "key-missing": stays(`${title} needs a key and none is set.`, `Set ${keyName}.`),
  "key-refused": stays(`${title} refused the key.`, `Check that ${keyName} is whole and still active.`),
  "not-allowed": stays(
    `${title} does not allow this key to do that.`,
    "Check the key's permissions, and that the account's plan has this model.",
  ),
  "quota-exhausted": stays(
    `The account at ${title} has no money or quota left.`,
    "Top up the account, or put a second provider in the list.",
  ),
  "model-unknown": stays(
    `${title} does not know this model or voice.`,
    "Check its name in the assistant against the vendor's list.",
  ),
  "request-refused": stays(
    `${title} refused the request as wrong.`,
    "Look at the message: often a setting that this model does not take.",
  ),
  "rate-limited": passes(
    `${title} has too many requests or connections from this key.`,
    "Wait, raise the account's limits, or put a second provider in the list.",
  ),
  unavailable: passes(
    `${title} failed or is overloaded.`,
    "Usually passes; put a second provider in the list so that callers do not notice.",
  ),
});

/** By the status of a refused request; 529 is what some vendors say when overloaded. */
export function faultOfStatus(status: number): CommonFault {
  if (status === 401) return "key-refused";
  if (status === 402) return "quota-exhausted";
  if (status === 403) return "not-allowed";
  if (status === 404) return "model-unknown";
  if (status === 429) return "rate-limited";
  return status >= 500 || status === 408 ? "unavailable" : "request-refused";
}

/** Longer details are some proxy's whole web page. */
const MOST_DETAIL_CHARACTERS = 300;

export type MakeFault<Code extends string> = (code: Code, provider: string, detail?: string) => Fault;

/** Makes faults from a table. `provider` is such as `deepgram/nova-3`; `detail` is for the log. */
export function faultMaker<Code extends string>(table: Readonly<Record<Code, FaultEntry>>): MakeFault<Code> {
  return (code, provider, detail = "") => {
    const { says, retryable } = table[code];
    const short = detail.replace(/\s+/g, " ").trim().slice(0, MOST_DETAIL_CHARACTERS);
    return { code, message: short ? `${says} ${short}` : says, retryable, provider };
  };
}

/** Some servers repeat the refused key in their message. */
export const withoutKey = (text: string, key: string): string => (key === "" ? text : text.replaceAll(key, "(key)"));
