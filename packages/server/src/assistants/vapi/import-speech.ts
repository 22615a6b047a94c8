/** Vapi's voice and transcriber, with those that stand in for them. */
import { type Fields, type Importing, isFields } from "./importing.ts";

type Choice = { provider: string; id?: string; [setting: string]: unknown };
type Slot = "voice" | "transcriber";
interface Read {
  choice: Choice;
  /** Of the fields that have a place here, those whose values went into the choice. */
  took: readonly string[];
  /** Those that did not, and why. */
  not?: Readonly<Record<string, string>>;
  /** Took another's place: the field, and what stands here. */
  instead?: Readonly<Record<string, unknown>>;
}

const NOT_HERE = "there is no such setting here";
const LISTS = { voice: "voices", transcriber: "transcribers" } as const;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;

export function importVoice(into: Importing, value: unknown): void {
  importSpeech(into, "voice", value);
}

export function importTranscriber(into: Importing, value: unknown): void {
  importSpeech(into, "transcriber", value);
}

function importSpeech(into: Importing, slot: Slot, value: unknown): void {
  if (!isFields(value)) return into.leave(slot, "it is no object");
  const found = readOf(slot, value);
  const done = slot === "transcriber" ? ["language"] : [];
  if (slot === "transcriber" && "language" in value) importLanguage(into, value.language);
  if (!found) {
    const missing = `${whyUnread(slot, value)}: the built-in one takes its place`;
    return into.leaveRest(slot, value, done, (name) => (name === "provider" ? missing : "its provider is not here"));
  }
  into.settings[slot] = [found.choice];
  report(into, slot, slot, value, found, [...done, "fallbackPlan"]);
  if ("fallbackPlan" in value) importFallbacks(into, slot, value.fallbackPlan);
}

function importFallbacks(into: Importing, slot: Slot, plan: unknown): void {
  const field = `${slot}.fallbackPlan`;
  if (!isFields(plan)) return into.leave(field, "it is no object");
  if (LISTS[slot] in plan) {
    into.each(`${field}.${LISTS[slot]}`, plan[LISTS[slot]], (at, one) => {
      const found = readOf(slot, one);
      if (!found) return into.leave(at, whyUnread(slot, one));
      into.settings[slot] = [...(into.settings[slot] ?? []), found.choice];
      if ("language" in one) importSameLanguage(into, slot, `${at}.language`, one.language);
      report(into, slot, at, one, found, ["language"]);
    });
  }
  into.leaveRest(field, plan, [LISTS[slot]], NOT_HERE);
}

/** `done`: told already. The choice is the last of its slot. */
function report(into: Importing, slot: Slot, field: string, given: Fields, read: Read, done: readonly string[]): void {
  const { took, not = {}, instead = {}, choice } = read;
  const place = `${slot}.${(into.settings[slot]?.length ?? 1) - 1}`;
  for (const name of took) {
    const at = `${field}.${name}`;
    if (!(name in given)) continue;
    if (name === "instructions") choice.instructions = into.takeText(at, String(given[name]), "fixed", place);
    else into.keep(at, place);
  }
  for (const [name, to] of Object.entries(instead))
    if (name in given) into.change(`${field}.${name}`, given[name], to, "here this vendor has one for telephone calls");
  into.leaveRest(field, given, [...took, ...Object.keys(instead), ...done], (name) => not[name] ?? NOT_HERE);
}

function importLanguage(into: Importing, language: unknown): void {
  if (typeof language !== "string" || !LANGUAGE.test(language)) {
    return into.leave("transcriber.language", "an assistant has one language here, such as en or en-US: choose it");
  }
  into.settings.language = language;
  into.keep("transcriber.language", "language");
}

function importSameLanguage(into: Importing, slot: Slot, field: string, language: unknown): void {
  const same = slot === "transcriber" && language === into.settings.language;
  if (same) into.keep(field, "language");
  else into.leave(field, slot === "voice" ? NOT_HERE : "an assistant has one language here: the first transcriber's");
}

const VOICES = new Set(["11labs", "cartesia", "openai", "deepgram"]);

function whyUnread(slot: Slot, { provider }: Fields): string {
  if (slot === "voice" && VOICES.has(String(provider))) return "it does not say whose voice it is";
  if (slot === "transcriber" && provider === "openai") return "it does not say which model";
  return `there is no ${slot} provider "${String(provider)}" here`;
}

const readOf = (slot: Slot, given: Fields): Read | null =>
  slot === "voice" ? readVoice(given) : readTranscriber(given);

function readVoice(given: Fields): Read | null {
  const { provider, voiceId, model, stability, similarityBoost, style, instructions } = given;
  if (typeof voiceId !== "string") return null;
  const named = typeof model === "string" ? { model } : {};
  const usual = ["provider", "voiceId", ...Object.keys(named)];
  const not = { model: "it is no name" };
  if (provider === "11labs") {
    const numbers = numbersOf({ stability, similarity: similarityBoost, style });
    const settings = Object.keys(numbersOf({ stability, similarityBoost, style }));
    const noNumber = { stability: "it is no number", similarityBoost: "it is no number", style: "it is no number" };
    return {
      choice: { provider: "elevenlabs", id: voiceId, ...named, ...numbers },
      took: [...usual, ...settings],
      not: { ...not, ...noNumber },
    };
  }
  if (provider === "cartesia") return { choice: { provider, id: voiceId, ...named }, took: usual, not };
  if (provider === "openai") {
    const said = typeof instructions === "string" ? { instructions } : {};
    const took = [...usual, ...Object.keys(said)];
    return {
      choice: { provider, id: voiceId, ...named, ...said },
      took,
      not: { ...not, instructions: "it is no text" },
    };
  }
  if (provider !== "deepgram") return null;
  if (voiceId.startsWith("aura-")) {
    const whole = { model: "the voice's own name holds its model" };
    return { choice: { provider, id: voiceId }, took: ["provider", "voiceId"], not: whole };
  }
  return { choice: { provider, id: `${named.model ?? "aura-2"}-${voiceId}-en` }, took: usual, not };
}

function readTranscriber({ provider, model, keyterm }: Fields): Read | null {
  const id = typeof model === "string" ? model : undefined;
  const took = ["provider", ...(id === undefined ? [] : ["model"])];
  const not = { model: "it is no name" };
  if (provider === "deepgram") {
    const isList = Array.isArray(keyterm) && keyterm.every((one) => typeof one === "string");
    const choice = { provider, id: id ?? "nova-3", ...(isList ? { keyterms: keyterm } : {}) };
    return {
      choice,
      took: [...took, ...(isList ? ["keyterm"] : [])],
      not: { ...not, keyterm: "it is no list of words" },
    };
  }
  if (provider === "11labs") {
    const scribe = "scribe_v2_realtime";
    const choice = { provider: "elevenlabs", id: scribe };
    return id === scribe ? { choice, took } : { choice, took: ["provider"], instead: { model: scribe } };
  }
  if (provider === "openai" && id !== undefined) return { choice: { provider, id }, took };
  if (provider === "cartesia") return { choice: { provider, id: id ?? "ink-2" }, took, not };
  return null;
}

const numbersOf = (given: Fields): Fields =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === "number"));
