/** What the command line needs of the providers. */
export { diagnose } from "./diagnose.ts";
export type { Diagnosis, Finding, ProviderDiagnosis, ServerKeyTest } from "./diagnosis.ts";
export type { UsedModels } from "./dying-models.ts";
