/** Runs flite once for a sentence. Blocks for 20–150 ms: worker threads only. */
import { readFileSync } from "node:fs";
import { parseWav } from "@offhook/engine/audio";
import { runWasi } from "./wasi-shim.ts";
import { type WasmModule, webAssembly } from "./web-assembly.ts";

export type FliteVoice = "slt" | "rms" | "kal16";

/** A phone and when it ends; `pau` is a pause. */
export interface Phone {
  name: string;
  endMs: number;
}

export interface FliteSpeech {
  pcm: Int16Array;
  sampleRateHz: number;
  phones: Phone[];
}

export type Flite = (text: string, options: { voice: FliteVoice | "kal"; speed?: number }) => FliteSpeech;

/** Compiles the binary (21 MB, ~100 ms): keep what it returns. */
export function loadFlite(wasmPath: string): Flite {
  const module: WasmModule = new webAssembly.Module(readFileSync(wasmPath));
  return (text, { voice, speed = 1 }) => {
    const stretch = ["--setf", `duration_stretch=${(1 / speed).toFixed(3)}`];
    const run = runWasi(module, ["flite", "-voice", voice, ...stretch, "-psdur", "-t", text, "-o", "/speech.wav"]);
    const file = run.files.get("speech.wav");
    if (run.exitCode !== 0 || !file) throw new Error(`flite exited with ${run.exitCode}: ${run.stderr.trim()}`);
    const wav = parseWav(file);
    if (!wav.ok) throw new Error(wav.fault.message);
    return { pcm: wav.value.pcm, sampleRateHz: wav.value.sampleRateHz, phones: parsePhones(run.stdout) };
  };
}

/** `pau:0.217 ay:0.410 …`: names with their ends in seconds. */
function parsePhones(stdout: string): Phone[] {
  return [...stdout.matchAll(/(\S+):(\d+\.\d+)/g)].map(([, name, end]) => ({
    name: name as string,
    endMs: Number(end) * 1_000,
  }));
}
