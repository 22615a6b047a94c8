/** Whether a model can do what is asked of it, told before it is loaded. Pure. */
import { type AudioFormat, TELEPHONE_FORMAT } from "@offhook/engine/ports";
import type { LocalFaultCode } from "../faults.ts";
import { primaryLanguage } from "./manifest.ts";
import type { LocalModel } from "./model-folder.ts";

export interface Misfit {
  code: LocalFaultCode;
  detail: string;
}

export function misfit(
  model: LocalModel,
  asked: "hears" | "speaks",
  { language, format }: { language: string; format: AudioFormat },
): Misfit | null {
  if (model.does !== asked) return { code: "local-model-wrong-place", detail: `It is of kind ${model.kind}.` };
  const { encoding, sampleRateHz } = format;
  if (encoding !== TELEPHONE_FORMAT.encoding || sampleRateHz !== TELEPHONE_FORMAT.sampleRateHz) {
    return { code: "local-format-unsupported", detail: `Asked for: ${encoding} ${sampleRateHz} Hz.` };
  }
  const other = model.language !== null && primaryLanguage(model.language) !== primaryLanguage(language);
  return other
    ? { code: "local-language-unsupported", detail: `It is for ${model.language}, asked for: ${language}.` }
    : null;
}
