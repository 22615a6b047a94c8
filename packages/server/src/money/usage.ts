/** What providers did in a call, as the log has it, in whole numbers that add up. Knows no price. */
import type { Usage } from "@offhook/engine/ports";
import type { ModelKind } from "@offhook/provider-kit/catalogue";

/** As the engine logs it: the input `provider-used`. */
export interface UsageFact {
  part: ModelKind;
  /** The provider's own id: `deepgram/nova-3`, `elevenlabs/Rachel`, `embedded`. */
  provider: string;
  usage: Usage;
  /** By the provider; otherwise counted or estimated here. */
  reported: boolean;
  /** Paid for and not heard. */
  wasted?: boolean;
}

/** In whole thousandths of a second, tokens and characters; what is read from a cache or put there is no longer among the input. */
export interface Counted {
  milliseconds: bigint;
  characters: bigint;
  inputTokens: bigint;
  cachedTokens: bigint;
  cacheWriteTokens: bigint;
  outputTokens: bigint;
  audioInputTokens: bigint;
  cachedAudioInputTokens: bigint;
  audioOutputTokens: bigint;
}

export type CountedName = keyof Counted;

/** A model is billed by time, by characters or by tokens, never by two of them. */
export type Family = "time" | "characters" | "tokens";

export const familyOf = (name: CountedName): Family =>
  name === "milliseconds" ? "time" : name === "characters" ? "characters" : "tokens";

export interface CountedUse extends Omit<UsageFact, "usage" | "wasted"> {
  wasted: boolean;
  counted: Counted;
}

/** Vendors' numbers are not trusted: what is none, or negative, counts as nothing. */
const MOST = Number.MAX_SAFE_INTEGER;
const whole = (value: unknown, times = 1): bigint => {
  const number = typeof value === "number" && Number.isFinite(value) ? Math.round(value * times) : 0;
  return BigInt(Math.min(MOST, Math.max(0, number)));
};

function counted(usage: Usage): Counted {
  const input = whole(usage.inputTokens);
  const cached = least(whole(usage.cachedTokens), input);
  const written = least(whole(usage.cacheWriteTokens), input - cached);
  const audioInput = whole(usage.audioInputTokens);
  const cachedAudio = least(whole(usage.cachedAudioInputTokens), audioInput);
  return {
    milliseconds: whole(usage.seconds, 1_000),
    characters: whole(usage.characters),
    inputTokens: input - cached - written,
    ...{ cachedTokens: cached, cacheWriteTokens: written },
    outputTokens: whole(usage.outputTokens),
    audioInputTokens: audioInput - cachedAudio,
    cachedAudioInputTokens: cachedAudio,
    audioOutputTokens: whole(usage.audioOutputTokens),
  };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Sums facts of the same kind as they come; the order does not matter. */
export class UsageSum {
  private readonly uses = new Map<string, CountedUse>();

  add({ part, provider, usage, reported, wasted = false }: UsageFact): void {
    const more = counted(usage);
    // Apart by what they tell: which of it is billed must not depend on what other facts tell.
    const told = new Set((Object.keys(more) as CountedName[]).filter((name) => more[name] > 0n).map(familyOf));
    const key = JSON.stringify([part, provider, reported, wasted, [...told]]);
    const known = this.uses.get(key);
    if (!known) this.uses.set(key, { part, provider, reported, wasted, counted: more });
    else for (const name of Object.keys(more) as CountedName[]) known.counted[name] += more[name];
  }

  /** In an order of their own. */
  all(): CountedUse[] {
    return [...this.uses.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
  }
}

export function usesOf(facts: readonly UsageFact[]): CountedUse[] {
  const sum = new UsageSum();
  for (const fact of facts) sum.add(fact);
  return sum.all();
}
