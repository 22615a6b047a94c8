/** Vapi's voice and transcriber, with those that stand in for them. */
import { type Fields, type Importing, isFields, listOf } from "./importing.ts";

type Choice = { provider: string; id?: string; [setting: string]: unknown };
/** Null: no such provider here. `takes`: fields that went into the choice. */
type Read = { choice: Choice; takes: readonly string[] } | null;

export function importVoice(into: Importing, value: unknown): void {
  importSpeech(into, "voice", value, readVoice, "voices");
}

export function importTranscriber(into: Importing, value: unknown): void {
  importSpeech(into, "transcriber", value, readTranscriber, "transcribers");
  const language = isFields(value) ? value.language : undefined;
  if (typeof language === "string" && /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(language)) into.settings.language = language;
}

function importSpeech(
  into: Importing,
  slot: "voice" | "transcriber",
  value: unknown,
  read: (given: Fields) => Read,
  list: string,
): void {
  if (!isFields(value)) return into.leave(slot, "it is no object");
  const found = read(value);
  if (!found) {
    into.leave(slot, `there is no ${slot} provider "${String(value.provider)}" here: the built-in one takes its place`);
    return;
  }
  const plan = isFields(value.fallbackPlan) ? listOf(value.fallbackPlan[list]) : [];
  const others = plan.flatMap((one) => read(one)?.choice ?? []);
  into.settings[slot] = [found.choice, ...others];
  const takes = [...found.takes, ...(slot === "transcriber" ? ["language"] : [])];
  for (const name of takes)
    if (name in value) into.keep(`${slot}.${name}`, name === "language" ? "language" : `${slot}.0`);
  if ("fallbackPlan" in value) {
    const field = `${slot}.fallbackPlan`;
    if (others.length === plan.length) into.keep(field, `${slot}.1 and on`);
    else into.change(field, plan, others, "some of its providers are not here");
  }
  into.leaveRest(slot, value, [...takes, "fallbackPlan"], "there is no such setting here");
}

function readVoice({ provider, voiceId, model, stability, similarityBoost, style, instructions }: Fields): Read {
  if (typeof voiceId !== "string") return null;
  const named = typeof model === "string" ? { model } : {};
  if (provider === "11labs") {
    const numbers = numbersOf({ stability, similarity: similarityBoost, style });
    const takes = ["provider", "voiceId", "model", "stability", "similarityBoost", "style"];
    return { choice: { provider: "elevenlabs", id: voiceId, ...named, ...numbers }, takes };
  }
  if (provider === "cartesia")
    return { choice: { provider, id: voiceId, ...named }, takes: ["provider", "voiceId", "model"] };
  if (provider === "openai") {
    const said = typeof instructions === "string" ? { instructions } : {};
    return {
      choice: { provider, id: voiceId, ...named, ...said },
      takes: ["provider", "voiceId", "model", "instructions"],
    };
  }
  if (provider !== "deepgram") return null;
  const id = voiceId.startsWith("aura-") ? voiceId : `${named.model ?? "aura-2"}-${voiceId}-en`;
  return { choice: { provider, id }, takes: ["provider", "voiceId", "model"] };
}

function readTranscriber({ provider, model, keyterm }: Fields): Read {
  const takes = ["provider", "model"];
  if (provider === "deepgram") {
    const terms = Array.isArray(keyterm) ? { keyterms: keyterm } : {};
    return { choice: { provider, id: String(model ?? "nova-3"), ...terms }, takes: [...takes, "keyterm"] };
  }
  if (provider === "11labs") return { choice: { provider: "elevenlabs", id: "scribe_v2_realtime" }, takes };
  if (provider === "openai" && typeof model === "string") return { choice: { provider, id: model }, takes };
  if (provider === "cartesia") return { choice: { provider, id: String(model ?? "ink-2") }, takes };
  return null;
}

const numbersOf = (given: Fields): Fields =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === "number"));
