/** Will the models that assistants name be there tomorrow: by the catalogue, and by the vendor's own list. */
import type { ListedModel } from "@offhook/provider-kit/account";
import { type DyingModel, findModel, type ModelUse } from "@offhook/provider-kit/catalogue";
import { LOCAL_CATALOGUE, localModelTrouble } from "@offhook/provider-local/catalogue";
import { catalogueOf, type Environment } from "./catalogues.ts";
import type { Finding } from "./diagnosis.ts";
import { dyingModels, saidOfDying } from "./dying-models.ts";

/** `listed` null: the vendor gave no list. `today`: ISO date. */
export function modelFindings(
  uses: readonly ModelUse[],
  listed: readonly ListedModel[] | null,
  today: string,
): Finding[] {
  const dying = dyingModels(uses, today);
  return [...dying.map(dyingFinding), ...unlistedFindings(uses, listed ?? [])];
}

function dyingFinding(dying: DyingModel): Finding {
  const { successor, severity } = dying;
  return {
    ...{ severity, code: severity === "error" ? "model-ended" : "model-ends-soon", message: saidOfDying(dying) },
    fix: successor
      ? `Put ${successor} in its place in the assistant and try a call.`
      : "Choose another model in the assistant.",
  };
}

/** Models in a folder: are they there, whole, and of the right kind? */
export function localFindings(uses: readonly ModelUse[], environment: Environment): Finding[] {
  const own = uses.filter(({ provider }) => provider === LOCAL_CATALOGUE.provider);
  return own.flatMap(({ kind, id = "" }) => {
    const trouble = localModelTrouble(id, kind, environment);
    if (!trouble) return [];
    return [{ severity: "error", ...trouble, message: `${id}: ${trouble.message}` }];
  });
}

/** A warning: some servers take names that they do not list. None listed: nobody knows. */
export function unlistedFindings(uses: readonly ModelUse[], listed: readonly ListedModel[]): Finding[] {
  if (listed.length === 0) return [];
  const wanted = new Set(uses.flatMap((use) => modelOf(use) ?? []));
  const missing = [...wanted].filter((id) => !listed.some((one) => isSame(one.id, id)));
  return missing.map((id) => ({
    severity: "warn",
    code: "model-unlisted",
    message: `${id} is not among the models that this key may use.`,
    fix: "Check the model's name in the assistant, and that the account may use it.",
  }));
}

/** What the vendor is asked for: a name of a voice is none. */
function modelOf({ provider, kind, id, model }: ModelUse): string | null {
  const catalogue = catalogueOf(provider);
  if (model !== undefined || !catalogue?.idsAreNames?.includes(kind)) return model ?? id ?? null;
  return findModel(catalogue, kind, id)?.id ?? null;
}

/** `claude-haiku-4-5` stands for `claude-haiku-4-5-20251001`, `llama3` for `llama3:latest`. */
const isSame = (listed: string, wanted: string): boolean =>
  listed === wanted || (listed.startsWith(wanted) && /^[-:](\d|latest)/.test(listed.slice(wanted.length)));
