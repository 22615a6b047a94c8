/**
 * Whoever answers is ready before his callers: his words are spoken ahead, the embedded speech that he needs is loaded, and
 * what this machine carries with it is measured. Who that is is looked at again now and then: a number may be given to
 * another assistant, or a new version published.
 */
import { type EmbeddedPart, measureEmbeddedCapacity, warmUpEmbedded } from "@offhook/provider-embedded";
import { setSetting } from "../store/index.ts";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { warmAssistant } from "./warm-assistant.ts";
import { speechInUse, whoMustBeReady } from "./who-must-be-ready.ts";

export const CAPACITY_SETTING = "embedded-calls-of-machine";

/**
 * Calls of one worker whose speech is done by vendors: a third of what docs/capacity.md measured on one core, so that a
 * slower machine is not asked for more than it can do.
 */
const CALLS_BY_VENDORS = 100;
const LOOK_AGAIN_MS = 30_000;

export interface Warmth {
  /** Resolves when the first assistant can greet. */
  greets: Promise<void>;
  /** Resolves when what is needed now is loaded, or could not be. */
  all: Promise<void>;
  stop(): void;
}

/** `carries`: calls that this worker can have, each time that is known better. */
export function keepWarm(context: CallHostContext, shop: CallShop, carries: (calls: number) => void): Warmth {
  const { logger, store } = context;
  const warmed = new Set<string>();
  const loaded = new Set<EmbeddedPart>();
  const failed = (error: unknown): void => logger.error({ problem: String(error) }, "warm-up-failed");

  async function greet(most: number): Promise<void> {
    const fresh = (await whoMustBeReady(store)).filter(({ key }) => !warmed.has(key)).slice(0, most);
    for (const { key } of fresh) warmed.add(key);
    for (const { key, definition } of fresh) {
      const { whole } = await warmAssistant(definition, shop, context);
      // At the next look once more: its voice was away.
      void whole.then((isWhole) => isWhole || warmed.delete(key)).catch(failed);
    }
  }
  async function speech(): Promise<void> {
    const wanted = partsFor(speechInUse(await whoMustBeReady(store))).filter((part) => !loaded.has(part));
    for (const part of wanted) loaded.add(part);
    if (wanted.length > 0) await load(context, wanted);
    if (!loaded.has("open-transcriber")) carries(CALLS_BY_VENDORS);
    else if (wanted.includes("open-transcriber")) void measured(context).then((found) => found && carries(found));
  }
  const look = (): Promise<unknown> => Promise.all([greet(Number.POSITIVE_INFINITY), speech()]).catch(failed);

  const greets = greet(1).catch(failed);
  const all = greets.then(look).then(() => {});
  const timer = setInterval(() => void look(), LOOK_AGAIN_MS).unref();
  return { greets, all, stop: () => clearInterval(timer) };
}

/** The detector tells speech from noise whoever transcribes. */
function partsFor({ transcriber, voice }: ReturnType<typeof speechInUse>): EmbeddedPart[] {
  return [
    "detector",
    ...(voice ? (["voice"] as const) : []),
    ...(transcriber ? (["open-transcriber", "closed-transcriber"] as const) : []),
  ];
}

/** Speech loads in threads of its own; a caller who is quicker than it waits for the first answer a little longer. */
async function load({ logger }: CallHostContext, parts: readonly EmbeddedPart[]): Promise<void> {
  for (const { part, fault } of await warmUpEmbedded(undefined, parts)) {
    if (fault) logger.error({ part, code: fault.code }, "embedded-part-missing");
  }
}

async function measured({ store, config, logger }: CallHostContext): Promise<number | null> {
  const found = await measureEmbeddedCapacity();
  if (!found.ok) {
    logger.warn({ code: found.fault.code }, "capacity-not-measured");
    return null;
  }
  logger.info({ ...found.value }, "capacity-measured");
  await setSetting(store, CAPACITY_SETTING, found.value.calls);
  return perWorker(found.value.calls, config.workers);
}

export const perWorker = (calls: number, workers: number): number => Math.max(1, Math.floor(calls / workers));
