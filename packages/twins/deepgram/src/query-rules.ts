/** What Deepgram accepts in a socket's query. Each check returns what is wrong, in its manner, or null. */

const LISTEN_ENCODINGS = "linear16 linear32 flac alaw mulaw amr-nb amr-wb opus ogg-opus speex g729".split(" ");
const FLUX_ENCODINGS = "linear16 linear32 mulaw alaw opus ogg-opus".split(" ");
const SPEAK_ENCODINGS = "linear16 mulaw alaw".split(" ");
/** Without a container, the rate must be said. */
const RAW = "linear16 linear32 alaw mulaw amr-nb amr-wb opus speex g729".split(" ");
const NOVA = /^(nova-3(-general|-medical)?|nova-2(-[a-z]+)?|nova|enhanced|base)$/;
const FLUX = /^flux-general-(en|multi)$/;
const AURA = /^aura(-2)?-[a-z]+-[a-z]{2}$/;
/** Settings of v1 that Flux does not know. */
const NOT_FLUX = "interim_results endpointing utterance_end_ms vad_events smart_format punctuate language channels";

const NO_MODEL = "Bad Request: No such model/language/tier combination found.";

type Query = URLSearchParams;

export function listenProblem(query: Query): string | null {
  const model = query.get("model") ?? "";
  if (!NOVA.test(model)) return NO_MODEL;
  return (
    audioProblem(query, LISTEN_ENCODINGS) ??
    (query.has("keyterm") && !model.startsWith("nova-3") ? "Keyterm is only available for nova-3." : null) ??
    (query.has("utterance_end_ms") && query.get("interim_results") !== "true"
      ? "utterance_end_ms requires interim_results=true."
      : null) ??
    outside(query, "utterance_end_ms", 1_000, 5_000) ??
    (query.get("endpointing") === "false" ? null : outside(query, "endpointing", 0, 5_000))
  );
}

export function fluxProblem(query: Query): string | null {
  const model = query.get("model") ?? "";
  if (!FLUX.test(model)) return NO_MODEL;
  const foreign = NOT_FLUX.split(" ").find((name) => query.has(name));
  if (foreign) return `Unknown query parameter '${foreign}'.`;
  if (query.has("language_hint") && model !== "flux-general-multi") {
    return "language_hint is only available for flux-general-multi.";
  }
  return (
    audioProblem(query, FLUX_ENCODINGS) ??
    outside(query, "eager_eot_threshold", 0.3, 0.9) ??
    outside(query, "eot_threshold", 0.5, 1) ??
    outside(query, "eot_timeout_ms", 500, 60_000)
  );
}

export function speakProblem(query: Query): string | null {
  if (!AURA.test(query.get("model") ?? "")) return NO_MODEL;
  return audioProblem(query, SPEAK_ENCODINGS) ?? outside(query, "speed", 0.7, 1.5);
}

function audioProblem(query: Query, encodings: readonly string[]): string | null {
  const encoding = query.get("encoding");
  if (encoding === null) return null;
  if (!encodings.includes(encoding)) return `Invalid value for 'encoding': unknown variant '${encoding}'.`;
  if (RAW.includes(encoding) && !query.has("sample_rate")) return "sample_rate is required for raw audio.";
  return outside(query, "sample_rate", 8_000, 48_000);
}

function outside(query: Query, name: string, least: number, most: number): string | null {
  const text = query.get(name);
  const value = Number(text);
  const fits = text === null || (text !== "" && value >= least && value <= most);
  return fits ? null : `Invalid value for '${name}': must be between ${least} and ${most}.`;
}
