/** What Cartesia accepts in the query of a listening socket. Each check returns what is wrong, or null. */
import { invalid, modelNotFound, type Problem } from "./refusals.ts";

type Query = URLSearchParams;

export function turnsProblem(query: Query): Problem | null {
  if (!/^ink-2(-\d{4}-\d\d-\d\d)?$/.test(query.get("model") ?? "")) return modelNotFound;
  return (
    soundProblem(query) ??
    outside(query, "turn_start_threshold", 0.5, 0.9) ??
    outside(query, "turn_eager_end_threshold", 0.3, 0.6) ??
    outside(query, "turn_end_threshold", 0.05, 0.5) ??
    outside(query, "turn_end_timeout_ms", 640, 11_200)
  );
}

export function finalizeProblem(query: Query): Problem | null {
  if (!/^ink-(2|whisper)(-\d{4}-\d\d-\d\d)?$/.test(query.get("model") ?? "")) return modelNotFound;
  return soundProblem(query);
}

function soundProblem(query: Query): Problem | null {
  if (!/^pcm_(s16le|s32le|f16le|f32le|mulaw|alaw)$/.test(query.get("encoding") ?? "")) {
    return invalid("encoding is not one that exists.");
  }
  if (!(Number(query.get("sample_rate")) > 0)) return invalid("sample_rate is required.");
  if (query.get("encoding") !== "pcm_mulaw" || query.get("sample_rate") !== "8000") {
    return invalid("The twin hears pcm_mulaw at 8000 only.");
  }
  const keyterms = query.getAll("keyterm");
  const fit = keyterms.length <= 100 && keyterms.join("").length <= 1_200;
  return fit ? null : invalid("Up to 100 keyterms of 1200 characters in all.");
}

function outside(query: Query, name: string, least: number, most: number): Problem | null {
  const text = query.get(name);
  const fits = text === null || (text !== "" && Number(text) >= least && Number(text) <= most);
  return fits ? null : invalid(`${name} must be between ${least} and ${most}.`);
}
