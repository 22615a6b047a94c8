/** Finds in the caller's words what the dialogue would like to know. Asynchronous: it stands outside the core. */
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js";
import { normalise, wordsOf } from "../../conversation/words.ts";
import type { SlotSpec } from "../../flow/definition.ts";
import type { FlowWant, Meaning, SlotValue } from "../../flow/meaning.ts";
import { yesOrNo } from "../../flow/spoken-commands.ts";
import { intentsMeant } from "./intents.ts";
import { nameMeant } from "./names.ts";
import { longestDigits, type Numerals, numeralsOf, spokenDigits } from "./numerals.ts";
import { whenMeant } from "./when.ts";
import type { When } from "./when-parts.ts";

export async function understand(text: string, want: FlowWant): Promise<Meaning> {
  const intents = await intentsMeant(text, want.intents, want.language);
  const when = whenMeant(text, want.now, want.language);
  const numerals = numeralsOf(want.language);
  const slots: Record<string, SlotValue> = {};
  want.slots.forEach(({ name, spec }, index) => {
    if (slots[name]) return;
    const found = slotMeant(text, spec, { asked: index === 0, when, want, numerals });
    if (found) slots[name] = found;
  });
  return { text, slots, intents };
}

interface Looking {
  /** The slot that was asked for: a bare answer may be taken for it. */
  asked: boolean;
  when: When;
  want: FlowWant;
  numerals: Numerals;
}

function slotMeant(text: string, spec: SlotSpec, looking: Looking): SlotValue | null {
  switch (spec.kind) {
    case "date":
      return dateMeant(spec, looking);
    case "time":
      return timeMeant(text, looking);
    case "name":
      return nameMeant(text, looking.asked);
    case "phone":
      return phoneMeant(text, looking);
    default:
      return looking.asked ? askedMeant(text, spec, looking) : null;
  }
}

/** Kinds that are too easily heard into other words: only where they were asked for. */
function askedMeant(text: string, spec: SlotSpec, { numerals }: Looking): SlotValue | null {
  switch (spec.kind) {
    case "yes-no": {
      const yes = yesOrNo(text);
      return yes === null ? null : { value: yes, text, confidence: 0.95 };
    }
    case "digits":
      return digitsMeant(text, spec, numerals);
    case "number":
    case "money":
      return numberMeant(text, spec, numerals);
    case "choice":
      return choiceMeant(text, spec, numerals);
    default:
      return text.trim() ? { value: text.trim(), text, confidence: 0.8 } : null;
  }
}

function dateMeant(spec: SlotSpec, { when, want }: Looking): SlotValue | null {
  if (!when.date) return null;
  const past = spec.future === true && when.date.value < want.now.slice(0, 10);
  return { ...when.date, confidence: past ? 0.3 : 0.9 };
}

const BARE_HOUR =
  /^(?:at |around |about |no |давайте |нет |лучше |можно )?(\d{1,2})(?: (?:please|then|is (?:fine|good)|пожалуйста|часов|часа|час))?$/;

function timeMeant(text: string, { when, asked, numerals }: Looking): SlotValue | null {
  if (when.time) return { ...when.time, confidence: 0.9 };
  // "Ten", said when a time was asked for.
  const bare = BARE_HOUR.exec(numerals.withFigures(text).trim());
  const hour = Number(bare?.[1] ?? Number.NaN);
  if (!asked || !(hour >= 0 && hour <= 23)) return null;
  const likely = hour >= 1 && hour <= 7 ? hour + 12 : hour;
  return { value: `${String(likely).padStart(2, "0")}:00`, text, confidence: 0.8 };
}

function phoneMeant(text: string, { asked, want, numerals }: Looking): SlotValue | null {
  const longest = longestDigits(numerals, text);
  const digits = longest.length >= 7 || !asked ? longest : spokenDigits(numerals, text);
  if (digits.length < (asked ? 7 : 9) || digits.length > 15) return null;
  const written = numerals.plus.test(text) ? `+${digits}` : digits;
  const number = parsePhoneNumberFromString(written, want.country as CountryCode);
  if (number?.isPossible()) return { value: number.number, text, confidence: number.isValid() ? 0.95 : 0.8 };
  return asked ? { value: digits, text, confidence: 0.55 } : null;
}

function digitsMeant(text: string, spec: SlotSpec, numerals: Numerals): SlotValue | null {
  const digits = spokenDigits(numerals, text);
  if (digits === "") return null;
  const fits = digits.length >= (spec.minLength ?? 1) && digits.length <= (spec.maxLength ?? 32);
  return { value: digits, text, confidence: fits ? 0.9 : 0.3 };
}

function numberMeant(text: string, spec: SlotSpec, numerals: Numerals): SlotValue | null {
  const value = numerals.number(text);
  if (value === null) return null;
  const fits = value >= (spec.min ?? Number.NEGATIVE_INFINITY) && value <= (spec.max ?? Number.POSITIVE_INFINITY);
  return { value, text, confidence: fits ? 0.9 : 0.3 };
}

const PLACES: readonly RegExp[] = [
  /^first$|^перв/,
  /^second$|^втор[аоуы]/,
  /^third$|^трет[ьи]/,
  /^fourth$|^четв[её]рт/,
  /^fifth$|^пят(?:ый|ая|ое|ую|ого)$/,
];
const LAST = /^last$|^последн/;

/** "Nine, please" among times means nine o'clock. */
function timeChoice(figures: string, choices: NonNullable<SlotSpec["choices"]>): string | null {
  const times = choices.filter((choice) => /^\d{1,2}:\d{2}$/.test(choice.label));
  if (times.length < choices.length || times.length === 0) return null;
  const clock = /\b(\d{1,2}):(\d{2})\b/.exec(figures) ?? /\b(\d{1,2})\b/.exec(figures);
  if (!clock) return null;
  const [hour, minute] = [Number(clock[1]), clock[2] ?? "00"];
  const fits = (label: string): boolean => {
    const [labelHour, labelMinute] = label.split(":");
    return Number(labelHour) % 12 === hour % 12 && labelMinute === minute;
  };
  return times.find((choice) => fits(choice.label))?.id ?? null;
}

/** The choice most of whose words were said; "the first one" and "the last one" count too. */
function choiceMeant(text: string, spec: SlotSpec, { withFigures }: Numerals): SlotValue | null {
  const choices = spec.choices ?? [];
  const time = timeChoice(withFigures(text), choices);
  if (time !== null) return { value: time, text, confidence: 0.9 };
  const said = new Set([...wordsOf(text), ...wordsOf(withFigures(text))]);
  const scored = choices.map((choice) => {
    const ways = [choice.label, ...(choice.says ?? [])];
    const share = (way: string) => {
      const words = [...new Set([...wordsOf(withFigures(way))])];
      return words.length === 0 ? 0 : words.filter((word) => said.has(word)).length / words.length;
    };
    return { id: choice.id, score: Math.max(...ways.map(share)) };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  if (best && best.score >= 0.5 && best.score > (scored[1]?.score ?? 0)) {
    return { value: best.id, text, confidence: Math.min(0.95, 0.5 + best.score / 2) };
  }
  const words = [...said];
  const place = PLACES.findIndex((pattern) => words.some((word) => pattern.test(word)));
  const placed = words.some((word) => LAST.test(word)) ? choices.at(-1) : place >= 0 ? choices[place] : undefined;
  if (placed) return { value: placed.id, text, confidence: 0.85 };
  if (choices.length === 1 && yesOrNo(normalise(text)) === true)
    return { value: choices[0]?.id ?? "", text, confidence: 0.8 };
  return null;
}
