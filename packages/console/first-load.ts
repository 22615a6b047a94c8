/** Counts what a browser fetches before the first page, and stops a build that grew beyond its budget (DESIGN §9). */
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const BUDGET_BYTES = 300_000;

/** The parts of Rolldown's output that are read here. */
interface Chunk {
  type: string;
  fileName: string;
  isEntry?: boolean;
  imports?: string[];
  code?: string;
}

export function firstLoad(): Plugin {
  return {
    name: "first-load",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.values(bundle).map((chunk) => [chunk.fileName, chunk as Chunk]));
      const bytes = gzippedBytes(chunks);
      const line = `First load: ${Math.round(bytes / 1_000)} kB of JavaScript, gzipped; the budget is ${BUDGET_BYTES / 1_000} kB.`;
      if (bytes > BUDGET_BYTES) this.error(line);
      else this.info(line);
    },
  };
}

/** The entry and whatever it imports at once; what it imports later is not counted. */
export function gzippedBytes(chunks: ReadonlyMap<string, Chunk>): number {
  const wanted = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName);
  const seen = new Set(wanted);
  let bytes = 0;
  for (const fileName of seen) {
    const { code = "", imports = [] } = chunks.get(fileName) ?? {};
    bytes += gzipSync(code).length;
    // A Set gives what is added while it is walked.
    for (const next of imports) seen.add(next);
  }
  return bytes;
}
