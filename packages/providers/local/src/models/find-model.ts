/**
 * From the name that an assistant gives to the model on this disk. A name never leads out of the models' folder. What was
 * found whole is remembered; what was not is looked at again, so that putting a missing file there is enough.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Result } from "@offhook/engine/ports";
import { detailOf, LOCAL_PROVIDER, type LocalFaultCode, localFault } from "../faults.ts";
import { type ManifestReading, NO_MANIFEST, readManifest } from "./manifest.ts";
import { type LocalModel, readModelFolder } from "./model-folder.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface FoundModel extends LocalModel {
  /** As in logs and faults: `local/gigaam-ru`. */
  id: string;
  /** Where its files lie. */
  folder: string;
}

/** Neither separators nor a dot in front, so neither `..` nor a path. */
const FOLDER_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,127}$/u;
const NAMES_TOLD = 12;

const found = new Map<string, FoundModel>();

/** `OFFHOOK_MODELS`, else `models` in the data folder, which is found as the server finds it. Null: nowhere. */
export function modelsFolderOf({ OFFHOOK_MODELS, OFFHOOK_DATA }: Environment): string | null {
  if (OFFHOOK_MODELS) return resolve(OFFHOOK_MODELS);
  if (OFFHOOK_DATA) return resolve(OFFHOOK_DATA, "models");
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const data = join(folder, ".offhook");
    if (existsSync(data)) return join(data, "models");
    if (dirname(folder) === folder) return null;
  }
}

export function findModel(name: string, environment: Environment): Result<FoundModel> {
  const id = `${LOCAL_PROVIDER}/${name}`;
  const fail = (code: LocalFaultCode, detail: string): Result<FoundModel> => ({
    ok: false,
    fault: localFault(code, id, detail),
  });
  if (!FOLDER_NAME.test(name)) {
    return fail("local-model-id-invalid", name === "" ? "No id was given." : `Given: ${JSON.stringify(name)}.`);
  }
  const models = modelsFolderOf(environment);
  if (!models) return fail("local-model-missing", "Neither OFFHOOK_MODELS nor OFFHOOK_DATA is set.");
  const folder = join(models, name);
  const known = found.get(folder);
  if (known) return { ok: true, value: known };
  const entries = entriesOf(folder);
  if (!entries) return fail("local-model-missing", whatIsThere(models));
  const manifest = manifestIn(folder, entries);
  if (!manifest.ok) return fail("local-model-unknown-kind", manifest.problem);
  const reading = readModelFolder({ name, entries }, manifest.manifest);
  if (!reading.ok) return fail(reading.code, reading.problem);
  const model = { ...reading.model, id, folder };
  found.set(folder, model);
  return { ok: true, value: model };
}

/** Folders that may be models, by name. */
export function localModelNames(environment: Environment): string[] {
  const models = modelsFolderOf(environment);
  return ((models ? entriesOf(models) : null) ?? []).filter((name) => FOLDER_NAME.test(name)).sort();
}

function entriesOf(folder: string): string[] | null {
  try {
    return readdirSync(folder).filter((entry) => !entry.startsWith("."));
  } catch {
    return null;
  }
}

function manifestIn(folder: string, entries: readonly string[]): ManifestReading {
  if (!entries.includes("offhook.json")) return { ok: true, manifest: NO_MANIFEST };
  try {
    return readManifest(readFileSync(join(folder, "offhook.json"), "utf8"));
  } catch (error) {
    return { ok: false, problem: `offhook.json cannot be read: ${detailOf(error)}` };
  }
}

function whatIsThere(models: string): string {
  const names = entriesOf(models);
  if (!names) return `There is no folder ${models}.`;
  return `In ${models} there is: ${names.slice(0, NAMES_TOLD).join(", ") || "nothing"}.`;
}
