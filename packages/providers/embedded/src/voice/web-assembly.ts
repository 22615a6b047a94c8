/** The part of WebAssembly used here. Its types come with the browser's library only, which Node code does not load. */

/** Compiled code; opaque. */
export type WasmModule = { readonly wasmModule: unique symbol };

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WasmApi {
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: Record<string, Record<string, unknown>>) => { exports: unknown };
}

export const webAssembly = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;
