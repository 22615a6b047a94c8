/** What `npm run chaos` was asked for. */
import { parseArgs } from "node:util";

export interface ChaosOptions {
  /** Compare with the page instead of writing it. */
  check: boolean;
  /** Cells whose name has these words. */
  only: string | null;
  /** So many cells, drawn by the seed. */
  sample: number | null;
  seed: number;
  /** Some cells only, or another seed: the page is neither written nor compared. */
  isPart: boolean;
}

const USAGE = "npm run chaos -- [--check] [--only <words>] [--sample <cells>] [--seed <number>]";

/** A sentence for whoever typed it, where it makes no sense. */
export function readOptions(args: readonly string[]): ChaosOptions | { problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        check: { type: "boolean", default: false },
        only: { type: "string" },
        sample: { type: "string" },
        seed: { type: "string" },
      },
    });
    const sample = values.sample === undefined ? null : Number(values.sample);
    const seed = values.seed === undefined ? 1 : Number(values.seed);
    if (sample !== null && !(Number.isInteger(sample) && sample > 0))
      return { problem: `--sample takes a number of cells. ${USAGE}` };
    if (!Number.isInteger(seed)) return { problem: `--seed takes a whole number. ${USAGE}` };
    const isPart = values.only !== undefined || sample !== null || values.seed !== undefined;
    return { check: values.check, only: values.only ?? null, sample, seed, isPart };
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : String(error)}. ${USAGE}` };
  }
}
