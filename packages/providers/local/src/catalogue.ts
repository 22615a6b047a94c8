/**
 * Models of one's own, as the catalogue shows them: whatever lies in the folder, free of charge. Reads the folder's names;
 * loads no model and no sherpa-onnx.
 */
import { type Catalogue, type ModelCard, NO_END } from "@offhook/provider-kit/catalogue";
import { LOCAL_FAULTS, LOCAL_PROVIDER, type LocalFaultCode, localFault } from "./faults.ts";
import { type Environment, findModel, localModelNames } from "./models/find-model.ts";

const FREE = { source: "runs on this machine", asOf: "2026-11-22" } as const;

/** Languages that nobody told are `mul`: the model's own page says which. */
const card = (id: string, kind: "transcriber" | "voice", language: string | null): ModelCard => ({
  ...{ id, name: id, kind, languages: [language ?? "mul"], formats: ["mulaw/8000"], ...NO_END, ...FREE },
  prices: [{ unit: kind === "voice" ? "character" : "second", amount: "0", per: 1, currency: "USD", ...FREE }],
});

export const LOCAL_CATALOGUE: Catalogue = {
  provider: LOCAL_PROVIDER,
  name: "Models in a folder",
  ...{ keyName: null, baseUrlName: null, baseUrl: null, defaults: {} },
  // Any name is a model's: which there are, the folder says.
  models: [
    { ...card("hears", "transcriber", null), prefix: "" },
    { ...card("speaks", "voice", null), prefix: "" },
  ],
};

/** Those that could be used now. */
export function localModelCards(environment: Environment): ModelCard[] {
  return localModelNames(environment).flatMap((name) => {
    const found = findModel(name, environment);
    if (!found.ok) return [];
    return [card(name, found.value.does === "hears" ? "transcriber" : "voice", found.value.language)];
  });
}

/** Why the model would not serve in this place, and what to do; null: its files are all there. */
export function localModelTrouble(
  name: string,
  kind: string,
  environment: Environment,
): { code: LocalFaultCode; message: string; fix: string } | null {
  const found = findModel(name, environment);
  const serves = found.ok && kind === (found.value.does === "hears" ? "transcriber" : "voice");
  if (serves) return null;
  const fault = found.ok ? localFault("local-model-wrong-place", found.value.id, `It stands as ${kind}.`) : found.fault;
  const code = fault.code as LocalFaultCode;
  return { code, message: fault.message, fix: LOCAL_FAULTS[code].fix };
}
