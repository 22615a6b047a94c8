/** A provider's choice as the call that makes it, or as data where no call of `offhook/providers` would type it. */
import { printValue } from "./print-value.ts";

export type Slot = "transcriber" | "voice" | "model" | "realtime";

export interface Choice {
  provider: string;
  id?: string;
  [setting: string]: unknown;
}

interface Form {
  provider: string;
  call: string;
  slot: Slot;
  /** Ids that its type takes. */
  ids: RegExp;
  /** Settings that its type takes. */
  settings?: readonly string[];
}

const OPENAI_VOICES = /^(alloy|ash|ballad|cedar|coral|echo|marin|sage|shimmer|verse)$/;
const OPENAI_EARS =
  /^(gpt-transcribe|gpt-live-transcribe|gpt-realtime-whisper|gpt-4o-transcribe|gpt-4o-mini-transcribe|whisper-1)$/;
const GEMINI_VOICES = /^(Aoede|Charon|Fenrir|Kore|Leda|Orus|Puck|Zephyr)$/;
const CLOUD_EARS = /^(telephony|telephony_short|latest_long|latest_short|phone_call|command_and_search|default)$/;
const ANY = /./;

const form = (provider: string, slot: Slot, ids: RegExp, settings: readonly string[] = [], call = provider): Form => ({
  ...{ provider, call, slot, ids, settings },
});

/** As `sdk/provider-choices.ts` declares them. */
const FORMS: readonly Form[] = Object.freeze([
  form("embedded", "voice", /^(slt|rms|kal16)$/),
  form("openai", "transcriber", OPENAI_EARS, ["baseUrl"]),
  form("openai", "voice", OPENAI_VOICES, ["baseUrl", "model", "instructions"]),
  form("openai", "realtime", /^gpt-realtime(-(?!whisper$).+)?$/, ["baseUrl", "voice"]),
  form("openai", "model", /^(?!gpt-realtime)/, ["baseUrl"]),
  form("google", "voice", GEMINI_VOICES, ["model"]),
  form("google", "realtime", /^gemini-.+-live(-.+)?$/, ["voice"]),
  form("google", "model", /^gemini-(?!.*-live)/),
  form("anthropic", "model", /^claude-/),
  form("deepgram", "transcriber", /^(nova-.*|flux-general-en|flux-general-multi)$/, [
    ...["language", "keyterms", "eagerEndOfTurn"],
  ]),
  form("deepgram", "voice", /^aura-/),
  form("elevenlabs", "transcriber", /^scribe_v2_realtime$/, ["language", "keyterms", "wordTimes"]),
  form("elevenlabs", "voice", /^(?!scribe_v2_realtime$)/, ["model", "stability", "similarity", "style"]),
  form("google-cloud", "transcriber", CLOUD_EARS, ["phrases"], "googleCloud"),
  form("cartesia", "transcriber", /^ink-/),
  form("cartesia", "voice", /^(?!ink-)/, ["model"]),
  form("local", "transcriber", ANY, ["speaker"]),
  form("local", "voice", ANY, ["speaker"]),
]);

export interface Printed {
  code: string;
  /** Names to import from `offhook/providers`. */
  imports: readonly string[];
}

/** One alone stands without brackets. */
export function printChoices(slot: Slot, choices: readonly Choice[]): Printed {
  const printed = choices.map((choice) => printChoice(slot, choice));
  const codes = printed.map(({ code }) => code);
  const imports = printed.flatMap((one) => one.imports);
  return { code: codes.length === 1 ? (codes[0] ?? "") : `[${codes.join(", ")}]`, imports };
}

function printChoice(slot: Slot, choice: Choice): Printed {
  const { provider, id, ...settings } = choice;
  if (provider === "embedded" && id === undefined && Object.keys(settings).length === 0) {
    return { code: "embedded()", imports: ["embedded"] };
  }
  if (provider === "openai-compatible" && typeof settings.baseUrl === "string") {
    return { code: `openaiCompatible(${printValue({ model: id, ...settings })})`, imports: ["openaiCompatible"] };
  }
  const found = FORMS.find((one) => one.provider === provider && one.slot === slot && one.ids.test(id ?? ""));
  const known = found && id !== undefined && Object.keys(settings).every((name) => found.settings?.includes(name));
  if (!known) return { code: printValue(choice), imports: [] };
  const rest = Object.keys(settings).length === 0 ? "" : `, ${printValue(settings)}`;
  return { code: `${found.call}(${JSON.stringify(id)}${rest})`, imports: [found.call] };
}
