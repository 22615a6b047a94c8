/** What Cartesia accepts in a generation request. Each check returns what is wrong, or null. */
import { invalid, modelNotFound, type Problem, voiceNotFound } from "./refusals.ts";

type Fields = Readonly<Record<string, unknown>>;

const MODEL = /^sonic(-latest|-[23](\.\d)?|-turbo)?(-\d{4}-\d\d-\d\d)?$/;
/** Of Sonic 3. */
const LANGUAGES = new Set(
  (
    "en de es fr ja pt zh hi ko it nl pl ru sv tr tl bg ro ar cs el fi hr ms sk da ta uk hu no vi bn th he ka id te gu " +
    "kn ml mr pa"
  ).split(" "),
);
const ENCODINGS = new Set<unknown>(["pcm_f32le", "pcm_s16le", "pcm_mulaw", "pcm_alaw"]);
const RATES = new Set<unknown>([8_000, 16_000, 22_050, 24_000, 44_100, 48_000]);

export function generationProblem(request: Fields, voices: readonly string[]): Problem | null {
  if (typeof request.transcript !== "string") return invalid("transcript is required.");
  if (typeof request.model_id !== "string" || !MODEL.test(request.model_id)) return modelNotFound;
  const { voice } = request;
  const voiceId = typeof voice === "string" ? voice : fieldsOf(voice).id;
  if (typeof voiceId !== "string") return invalid("voice must be an id, or an object with one.");
  if (!voices.includes(voiceId)) return voiceNotFound;
  return formatProblem(fieldsOf(request.output_format)) ?? languageProblem(request) ?? numbersProblem(request);
}

function formatProblem({ container, encoding, sample_rate }: Fields): Problem | null {
  if (container !== "raw") return invalid("output_format.container must be raw on a WebSocket.");
  if (!ENCODINGS.has(encoding) || !RATES.has(sample_rate)) return invalid("output_format is not one that exists.");
  const telephone = encoding === "pcm_mulaw" && sample_rate === 8_000;
  return telephone ? null : invalid("The twin speaks pcm_mulaw at 8000 only.");
}

function languageProblem({ language, locale }: Fields): Problem | null {
  if (language !== undefined && locale !== undefined) return invalid("Set language or locale, never both.");
  const known = language === undefined || LANGUAGES.has(String(language));
  return known ? null : invalid(`The language ${String(language)} is not supported.`);
}

function numbersProblem(request: Fields): Problem | null {
  const config = fieldsOf(request.generation_config);
  const fit =
    within(config.speed, 0.6, 1.5) && within(config.volume, 0.5, 2) && within(request.max_buffer_delay_ms, 0, 5_000);
  return fit ? null : invalid("A number is out of its range.");
}

const within = (value: unknown, least: number, most: number): boolean =>
  value === undefined || value === null || (typeof value === "number" && value >= least && value <= most);

export const fieldsOf = (value: unknown): Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : {};

/** Within a context only these may differ from request to request. */
const MAY_DIFFER = new Set(["transcript", "continue", "flush", "context_id"]);

/** What has to stay the same, to compare. */
export function samenessOf(request: Fields): string {
  const kept = Object.entries(request).filter(([name]) => !MAY_DIFFER.has(name));
  return JSON.stringify(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}
