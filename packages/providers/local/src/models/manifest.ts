/** `offhook.json` in a model's folder: what its files do not say. Written by people, so every word of it may be wrong. */
import { parse, record, string } from "@offhook/provider-kit";
import { MODEL_KINDS, type ModelKind } from "./model-kinds.ts";

export interface Manifest {
  kind: ModelKind | null;
  /** The first part of a BCP 47 tag: `ru`. */
  language: string | null;
  /** As sherpa-onnx names a transducer's family, such as `nemo_transducer`; needed where its name does not tell. */
  modelType: string | null;
}

export const NO_MANIFEST: Manifest = Object.freeze({ kind: null, language: null, modelType: null });

export type ManifestReading = { ok: true; manifest: Manifest } | { ok: false; problem: string };

export function readManifest(text: string): ManifestReading {
  const written = record(parse(text));
  if (!written) return { ok: false, problem: "offhook.json is no JSON object." };
  const kind = string(written.kind);
  const known = MODEL_KINDS.find((one) => one === kind) ?? null;
  if (kind && !known) {
    return { ok: false, problem: `offhook.json says kind "${kind}"; known are ${MODEL_KINDS.join(", ")}.` };
  }
  const language = string(written.language);
  return {
    ok: true,
    manifest: {
      kind: known,
      language: language ? primaryLanguage(language) : null,
      modelType: string(written.modelType) || null,
    },
  };
}

/** `ru-RU` is `ru`. */
export const primaryLanguage = (tag: string): string => (tag.split(/[-_]/)[0] ?? "").toLowerCase();
