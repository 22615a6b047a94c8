/** What Scribe accepts in the query of its socket. Each check returns what is wrong, or null. */

type Query = URLSearchParams;

/** As the SDK 2.73.0 sends them. */
const NAMES = new Set(
  (
    "model_id audio_format commit_strategy vad_silence_threshold_secs vad_threshold min_speech_duration_ms " +
    "min_silence_duration_ms language_code secondary_languages include_timestamps include_language_detection keyterms " +
    "no_verbatim entity_detection transcript_edit filter_background_audio enable_logging token"
  ).split(" "),
);
const FORMATS = /^(pcm_(8000|16000|22050|24000|44100|48000)|ulaw_8000)$/;
const LANGUAGE = /^[a-z]{2,3}$/;
const FLAGS = ["include_timestamps", "include_language_detection", "no_verbatim", "filter_background_audio"];

export function scribeProblem(query: Query): string | null {
  const unknown = [...query.keys()].find((name) => !NAMES.has(name));
  if (unknown !== undefined) return `Unknown parameter ${unknown}.`;
  if (query.get("model_id") !== "scribe_v2_realtime") return `A model with id ${query.get("model_id")} does not exist.`;
  return formatProblem(query) ?? languageProblem(query) ?? rangesProblem(query) ?? keytermsProblem(query);
}

function formatProblem(query: Query): string | null {
  const format = query.get("audio_format") ?? "pcm_16000";
  if (!FORMATS.test(format)) return `audio_format ${format} is not one that exists.`;
  if (format !== "ulaw_8000") return "The twin hears ulaw_8000 only.";
  const strategy = query.get("commit_strategy") ?? "manual";
  return strategy === "manual" || strategy === "vad" ? null : "commit_strategy must be manual or vad.";
}

function languageProblem(query: Query): string | null {
  const languages = [...query.getAll("language_code"), ...query.getAll("secondary_languages")];
  const wrong = languages.find((language) => !LANGUAGE.test(language));
  return wrong === undefined ? null : `${wrong} is not an ISO-639-1 or ISO-639-3 code.`;
}

function rangesProblem(query: Query): string | null {
  const flag = FLAGS.find((name) => !["true", "false", null].includes(query.get(name)));
  if (flag !== undefined) return `${flag} must be true or false.`;
  if (query.get("filter_background_audio") === "true" && query.get("include_timestamps") === "true") {
    return "filter_background_audio cannot be combined with include_timestamps.";
  }
  return (
    outside(query, "vad_silence_threshold_secs", 0.3, 3) ??
    outside(query, "vad_threshold", 0.1, 0.9) ??
    outside(query, "min_speech_duration_ms", 50, 2_000) ??
    outside(query, "min_silence_duration_ms", 50, 2_000)
  );
}

function keytermsProblem(query: Query): string | null {
  const terms = query.getAll("keyterms");
  const fit = terms.length <= 50 && terms.every((term) => term !== "" && term.length <= 20);
  return fit ? null : "Up to 50 keyterms of up to 20 characters each.";
}

function outside(query: Query, name: string, least: number, most: number): string | null {
  const text = query.get(name);
  const fits = text === null || (text !== "" && Number(text) >= least && Number(text) <= most);
  return fits ? null : `${name} must be between ${least} and ${most}.`;
}
