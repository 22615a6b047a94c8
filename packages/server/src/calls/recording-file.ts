/** Writes a recording as it grows: a valid WAV after every write, so that a crash leaves what was heard so far. */
import { mkdirSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { wavHeader } from "@offhook/engine/audio";
import type { RecordingSink } from "@offhook/engine/call";

const HEADER_BYTES = 44;
/** Two channels of 16-bit samples at 8 kHz. */
const BYTES_A_MS = 32;

export interface RecordingFile extends RecordingSink {
  /** What an earlier worker has written of this call. */
  readonly writtenMs: number;
  /** Resolves once the file is whole on disk; false if something could not be written. */
  readonly done: Promise<boolean>;
}

export function openRecording(path: string): RecordingFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const before = sizeOf(path);
  let dataBytes = before;
  let settle: (whole: boolean) => void = () => {};
  const done = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  let failed = false;
  const file = open(path, before > 0 ? "r+" : "w+", 0o600);
  let last: Promise<unknown> = file.catch(() => {
    failed = true;
  });
  const later = (work: (handle: FileHandle) => Promise<unknown>): void => {
    // A full disk loses the recording, not the call.
    last = last
      .then(async () => (failed ? undefined : work(await file)))
      .catch(() => {
        failed = true;
      });
  };
  return {
    writtenMs: Math.floor(before / BYTES_A_MS),
    done,
    write(samples) {
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      const position = HEADER_BYTES + dataBytes;
      dataBytes += bytes.length;
      const header = wavHeader({ channels: 2, dataBytes });
      later(async (handle) => {
        await handle.write(bytes, 0, bytes.length, position);
        await handle.write(header, 0, header.length, 0);
      });
    },
    close() {
      later((handle) => handle.sync());
      void last.then(async () => {
        await file.then((handle) => handle.close()).catch(() => {});
        settle(!failed);
      });
    },
  };
}

function sizeOf(path: string): number {
  try {
    return Math.max(0, statSync(path).size - HEADER_BYTES);
  } catch {
    return 0;
  }
}
