/**
 * Spoils valid messages of a media stream in every way we could think of. Seeded: the same number gives the same mess.
 * Knows Twilio's messages as text; knows nothing of the code that reads them.
 */
import { seededRandom } from "@offhook/engine/audio";

/** What goes over the wire: a text message, or a binary one. */
export type WireMessage = string | Buffer;

type Random = () => number;
/** `valid`: the newest valid messages of the stream, one a kind. */
type Mutation = (valid: readonly string[], random: Random) => WireMessage[];

export class Mutator {
  private readonly random: Random;
  private readonly ways: readonly (readonly [string, Mutation])[];
  /** How often each way was taken. */
  readonly taken: Record<string, number> = {};

  constructor(seed: number, { except = [] as readonly string[] } = {}) {
    this.random = seededRandom(seed);
    this.ways = NAMED.filter(([name]) => !except.includes(name));
  }

  /** One way of spoiling, as one or more messages. None of them is a `stop`: that would be no mistake. */
  next(valid: readonly string[]): WireMessage[] {
    const [name, mutation] = pick(this.ways, this.random);
    this.taken[name] = (this.taken[name] ?? 0) + 1;
    return mutation(valid, this.random).filter((message) => !isStop(message));
  }

  integer(below: number): number {
    return Math.floor(this.random() * below);
  }
}

/** A stream's first messages with spoiled ones among them: the later, the more likely. */
export function spoiledBeginning(mutator: Mutator, valid: readonly string[]): WireMessage[] {
  return valid.flatMap((message, at) => {
    const isSpoiled = mutator.integer(valid.length) <= at;
    return isSpoiled ? [...mutator.next(valid.slice(0, at + 1)), message] : [message];
  });
}

/** Every way there is. */
export const mutationNames = (): string[] => NAMED.map(([name]) => name);

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "cut short": change((text, random) => text.slice(0, below(random, text.length))),
  split: (valid, random) => {
    const text = pick(valid, random);
    const at = below(random, text.length);
    return [text.slice(0, at), text.slice(at)];
  },
  joined: (valid, random) => [pick(valid, random) + pick(valid, random)],
  "letters changed": change((text, random) => times(1 + below(random, 4), (was) => flip(was, random), text)),
  "letters put in": change((text, random) => {
    const at = below(random, text.length);
    return text.slice(0, at) + garbage(random, 1 + below(random, 20)) + text.slice(at);
  }),
  "no sense at all": (_valid, random) => [garbage(random, below(random, 400))],
  mistyped: change((text, random) => withField(text, random, () => anything(random))),
  "field left out": change((text, random) => withField(text, random, () => undefined)),
  "field twice": change((text, random) =>
    text.replace("{", `{${JSON.stringify(pick(FIELDS, random))}:${json(random)},`),
  ),
  "huge numbers": change((text, random) => withField(text, random, () => pick(NUMBERS, random))),
  "deep JSON": (_valid, random) => {
    const depth = 10 ** (1 + below(random, 4));
    return [`{"event":"media","media":${"[".repeat(depth)}${"]".repeat(depth)}}`, '{"a":'.repeat(depth)];
  },
  "other stream": change((text, random) => withKey(text, "streamSid", pick(SIDS, random))),
  "sent twice": (valid, random) => Array(2 + below(random, 4)).fill(pick(valid, random)),
  reordered: (valid, random) => [...valid].sort(() => random() - 0.5),
  binary: (valid, random) => [Buffer.from(pick(valid, random)), Buffer.alloc(below(random, 2_000), below(random, 256))],
  "not UTF-8": (_valid, random) => [
    Buffer.from(Array.from({ length: 60 }, () => below(random, 256))).toString("utf8"),
    "\ud800\udfff\ud800",
  ],
  "begun again": (_valid, random) => [
    pick(['{"event":"connected","protocol":"Call","version":"1.0.0"}', START], random),
  ],
  "marks never sent": (_valid, random) =>
    many(random, 20, () => event("mark", { name: pick(["m1", "fence-1", "", "x".repeat(5_000), "\0"], random) })),
  "keys nobody has": (_valid, random) => [event("dtmf", { digit: pick(["", "12", "E", "٣", "5\n", 5, null], random) })],
  "keys in floods": (_valid, random) =>
    many(random, 40, () => event("dtmf", { digit: pick([..."123456789*"], random) })),
  "audio that is none": (valid, random) => [
    media(valid, random, { payload: pick(["", "=", "AAA", "%%%%", "AAAA=AAA", "A".repeat(90_000), 7, null], random) }),
  ],
  "audio of odd lengths": (valid, random) => [
    media(valid, random, { payload: Buffer.alloc(1 + below(random, 3_000), below(random, 256)).toString("base64") }),
  ],
  "time that leaps": (valid, random) =>
    many(random, 5, () => media(valid, random, { timestamp: String(below(random, 2) * 10 ** below(random, 15)) })),
  "chunks that leap": (valid, random) =>
    many(random, 5, () => media(valid, random, { chunk: String(10 ** below(random, 15) + below(random, 700)) })),
  "the agent's own track": (valid, random) => [media(valid, random, { track: pick(["outbound", "both", ""], random) })],
  "names of the language": (_valid, random) => [
    `{"event":${JSON.stringify(pick(["__proto__", "constructor", "toString", "hasOwnProperty"], random))},"__proto__":{}}`,
  ],
  "no such event": (_valid, random) => [event(pick(["clear", "video", "", "MEDIA", " media"], random), {})],
};

const NAMED = Object.entries(MUTATIONS);
const FIELDS = ["event", "streamSid", "media", "sequenceNumber"];
const SIDS = ["", "MZ", "CA1", `MZ${"0".repeat(32)}`, "x".repeat(10_000), 7, null, ["MZ"], "MZ\u0000", 'MZ"'];
const NUMBERS = [1e308, -1, 0.5, Number.MAX_SAFE_INTEGER, "1e400", "9".repeat(15), "9".repeat(400), "-1", "00", " 1"];
const START = JSON.stringify({
  event: "start",
  sequenceNumber: "1",
  streamSid: `MZ${"e".repeat(32)}`,
  start: { callSid: "CA1", accountSid: "AC1", customParameters: {} },
});

function change(how: (text: string, random: Random) => string): Mutation {
  return (valid, random) => [how(pick(valid, random), random)];
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * Math.max(1, limit));
}

function pick<T>(list: readonly T[], random: Random): T {
  return list[below(random, list.length)] as T;
}

function times(count: number, step: (text: string) => string, text: string): string {
  return count === 0 ? text : times(count - 1, step, step(text));
}

function many(random: Random, most: number, make: () => string): string[] {
  return Array.from({ length: 1 + below(random, most) }, make);
}

function flip(text: string, random: Random): string {
  const at = below(random, text.length);
  return text.slice(0, at) + String.fromCharCode(below(random, 0x7f)) + text.slice(at + 1);
}

function garbage(random: Random, length: number): string {
  return String.fromCharCode(...Array.from({ length }, () => below(random, random() < 0.9 ? 0x7f : 0xffff)));
}

function anything(random: Random): unknown {
  return pick<unknown>(
    [null, true, 0, -1, "", [], {}, [[]], { event: "media" }, "x".repeat(3_000), garbage(random, 9)],
    random,
  );
}

const json = (random: Random): string => JSON.stringify(anything(random));

function event(name: unknown, body: object): string {
  return JSON.stringify({ event: name, sequenceNumber: "77", [String(name)]: body, streamSid: STREAM_PLACE });
}

/** Stands for the stream's own identifier, so that a message is wrong in one way only. */
const STREAM_PLACE = "(this stream)";

/** Puts the stream's identifier where a message wants it. */
export function ofStream(message: WireMessage, streamSid: string): WireMessage {
  return typeof message === "string" ? message.replaceAll(STREAM_PLACE, streamSid) : message;
}

/** The newest audio, as the next piece, with something else about it. */
function media(valid: readonly string[], random: Random, change_: Record<string, unknown>): string {
  const newest = valid.find((text) => text.startsWith('{"event":"media"'));
  if (newest === undefined) return garbage(random, 10);
  const parsed = JSON.parse(newest);
  const chunk = String(Number(parsed.media.chunk) + 1);
  return JSON.stringify({ ...parsed, media: { ...parsed.media, chunk, ...change_ } });
}

function withKey(text: string, key: string, value: unknown): string {
  return JSON.stringify({ ...JSON.parse(text), [key]: value });
}

/** One field somewhere in the message gets another value; `undefined` leaves it out. */
function withField(text: string, random: Random, value: () => unknown): string {
  const message = JSON.parse(text) as Record<string, unknown>;
  const inner = message[String(message.event)];
  const isInner = typeof inner === "object" && inner !== null && random() < 0.6;
  const target = isInner ? (inner as Record<string, unknown>) : message;
  target[pick(Object.keys(target), random)] = value();
  return JSON.stringify(message);
}

const isStop = (message: WireMessage): boolean => typeof message === "string" && /"event"\s*:\s*"stop"/.test(message);
