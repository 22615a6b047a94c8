/**
 * The twelve WASI calls that the flite binary makes, over files in memory. Knows nothing of speech.
 * `node:wasi` crashed once in a process that also held native add-ons, and needs real files; this needs neither.
 */

import { type WasmMemory, type WasmModule, webAssembly } from "./web-assembly.ts";

const ERRNO_SUCCESS = 0;
const ERRNO_BAD_DESCRIPTOR = 8;
const ERRNO_NO_ENTRY = 44;
const FILETYPE_DIRECTORY = 3;
const FILETYPE_REGULAR = 4;
const OFLAG_CREATE = 1;
const OFLAG_TRUNCATE = 8;
/** Descriptors 0–2 are the standard streams, 3 is the one directory. */
const ROOT_DESCRIPTOR = 3;
const ROOT_NAME = "/";

/** A file that grows in memory. */
interface MemoryFile {
  bytes: Uint8Array;
  length: number;
}

interface OpenFile {
  file: MemoryFile;
  position: number;
}

export interface WasiRun {
  exitCode: number;
  stdout: string;
  stderr: string;
  /** Contents by name, without the leading slash. */
  files: Map<string, Uint8Array>;
}

class ProcessExit extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit ${code}`);
    this.code = code;
  }
}

/** Runs a WASI command once with these arguments. Every run gets a fresh memory. */
export function runWasi(module: WasmModule, args: readonly string[]): WasiRun {
  const files = new Map<string, MemoryFile>();
  const opened = new Map<number, OpenFile>([
    [0, open(files, "stdin")],
    [1, open(files, "stdout")],
    [2, open(files, "stderr")],
  ]);
  let memory = new DataView(new ArrayBuffer(0));
  let exports: { memory: WasmMemory; _start: () => void };
  const view = () => {
    // Growing the memory detaches the old buffer.
    if (memory.buffer !== exports.memory.buffer) memory = new DataView(exports.memory.buffer);
    return memory;
  };
  const imports = { ...argumentCalls(args, view), ...fileCalls(files, opened, view), ...processCalls(view) };
  const instance = new webAssembly.Instance(module, { wasi_snapshot_preview1: imports });
  exports = instance.exports as typeof exports;
  const exitCode = start(exports._start);
  const contents = new Map([...files].map(([name, file]) => [name, file.bytes.subarray(0, file.length)]));
  const text = (name: string) => new TextDecoder().decode(contents.get(name));
  return { exitCode, stdout: text("stdout"), stderr: text("stderr"), files: contents };
}

function start(run: () => void): number {
  try {
    run();
    return 0;
  } catch (error) {
    if (error instanceof ProcessExit) return error.code;
    throw error;
  }
}

function open(files: Map<string, MemoryFile>, name: string): OpenFile {
  const file = files.get(name) ?? { bytes: new Uint8Array(1 << 16), length: 0 };
  files.set(name, file);
  return { file, position: 0 };
}

function write(target: OpenFile, bytes: Uint8Array): void {
  const end = target.position + bytes.length;
  if (end > target.file.bytes.length) {
    const grown = new Uint8Array(Math.max(end, target.file.bytes.length * 2));
    grown.set(target.file.bytes);
    target.file.bytes = grown;
  }
  target.file.bytes.set(bytes, target.position);
  target.position = end;
  target.file.length = Math.max(target.file.length, end);
}

function argumentCalls(args: readonly string[], view: () => DataView) {
  const encoded = args.map((arg) => new TextEncoder().encode(`${arg}\0`));
  return {
    args_sizes_get(countPointer: number, sizePointer: number) {
      view().setUint32(countPointer, encoded.length, true);
      const size = encoded.reduce((sum, arg) => sum + arg.length, 0);
      view().setUint32(sizePointer, size, true);
      return ERRNO_SUCCESS;
    },
    args_get(pointers: number, buffer: number) {
      let at = buffer;
      encoded.forEach((arg, index) => {
        view().setUint32(pointers + index * 4, at, true);
        new Uint8Array(view().buffer, at, arg.length).set(arg);
        at += arg.length;
      });
      return ERRNO_SUCCESS;
    },
  };
}

/** Each buffer of a scatter-gather list; returns the bytes moved. */
function eachBuffer(view: DataView, list: number, count: number, move: (bytes: Uint8Array) => number): number {
  let moved = 0;
  for (let index = 0; index < count; index++) {
    const pointer = view.getUint32(list + index * 8, true);
    const length = view.getUint32(list + index * 8 + 4, true);
    moved += move(new Uint8Array(view.buffer, pointer, length));
  }
  return moved;
}

function fileCalls(files: Map<string, MemoryFile>, opened: Map<number, OpenFile>, view: () => DataView) {
  return {
    ...directoryCalls(files, opened, view),
    fd_write(descriptor: number, list: number, count: number, writtenPointer: number) {
      const target = opened.get(descriptor);
      if (!target) return ERRNO_BAD_DESCRIPTOR;
      const written = eachBuffer(view(), list, count, (bytes) => {
        write(target, bytes);
        return bytes.length;
      });
      view().setUint32(writtenPointer, written, true);
      return ERRNO_SUCCESS;
    },
    fd_read(descriptor: number, list: number, count: number, readPointer: number) {
      const source = opened.get(descriptor);
      if (!source) return ERRNO_BAD_DESCRIPTOR;
      const read = eachBuffer(view(), list, count, (bytes) => {
        const piece = source.file.bytes.subarray(
          source.position,
          Math.min(source.file.length, source.position + bytes.length),
        );
        bytes.set(piece);
        source.position += piece.length;
        return piece.length;
      });
      view().setUint32(readPointer, read, true);
      return ERRNO_SUCCESS;
    },
    fd_seek(descriptor: number, offset: bigint, whence: number, positionPointer: number) {
      const target = opened.get(descriptor);
      if (!target) return ERRNO_BAD_DESCRIPTOR;
      const base = whence === 0 ? 0 : whence === 1 ? target.position : target.file.length;
      target.position = base + Number(offset);
      view().setBigUint64(positionPointer, BigInt(target.position), true);
      return ERRNO_SUCCESS;
    },
    fd_close: (descriptor: number) => (opened.delete(descriptor) ? ERRNO_SUCCESS : ERRNO_BAD_DESCRIPTOR),
    fd_fdstat_set_flags: () => ERRNO_SUCCESS,
    fd_fdstat_get(descriptor: number, pointer: number) {
      const isDirectory = descriptor === ROOT_DESCRIPTOR;
      if (!isDirectory && !opened.has(descriptor)) return ERRNO_BAD_DESCRIPTOR;
      new Uint8Array(view().buffer, pointer, 24).fill(0);
      view().setUint8(pointer, isDirectory ? FILETYPE_DIRECTORY : FILETYPE_REGULAR);
      // Every right: wasi-libc refuses to open a path under a directory that lacks them.
      view().setBigUint64(pointer + 8, 0xffff_ffff_ffff_ffffn, true);
      view().setBigUint64(pointer + 16, 0xffff_ffff_ffff_ffffn, true);
      return ERRNO_SUCCESS;
    },
  };
}

function directoryCalls(files: Map<string, MemoryFile>, opened: Map<number, OpenFile>, view: () => DataView) {
  let nextDescriptor = ROOT_DESCRIPTOR + 1;
  return {
    fd_prestat_get(descriptor: number, pointer: number) {
      if (descriptor !== ROOT_DESCRIPTOR) return ERRNO_BAD_DESCRIPTOR;
      view().setUint32(pointer, 0, true);
      view().setUint32(pointer + 4, ROOT_NAME.length, true);
      return ERRNO_SUCCESS;
    },
    fd_prestat_dir_name(_descriptor: number, pointer: number, length: number) {
      new Uint8Array(view().buffer, pointer, length).set(new TextEncoder().encode(ROOT_NAME).subarray(0, length));
      return ERRNO_SUCCESS;
    },
    path_open(
      _directory: number,
      _lookup: number,
      pathPointer: number,
      pathLength: number,
      openFlags: number,
      _rights: bigint,
      _inherited: bigint,
      _flags: number,
      descriptorPointer: number,
    ) {
      const name = new TextDecoder().decode(new Uint8Array(view().buffer, pathPointer, pathLength));
      if (!files.has(name) && !(openFlags & OFLAG_CREATE)) return ERRNO_NO_ENTRY;
      if (openFlags & OFLAG_TRUNCATE) files.delete(name);
      const descriptor = nextDescriptor++;
      opened.set(descriptor, open(files, name));
      view().setUint32(descriptorPointer, descriptor, true);
      return ERRNO_SUCCESS;
    },
  };
}

function processCalls(view: () => DataView) {
  return {
    clock_time_get(_clock: number, _precision: bigint, pointer: number) {
      // A fixed time: the same text always gives the same audio.
      view().setBigUint64(pointer, 0n, true);
      return ERRNO_SUCCESS;
    },
    proc_exit(code: number): never {
      throw new ProcessExit(code);
    },
  };
}
