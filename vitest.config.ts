import { defineConfig } from "vitest/config";

/** One call at a time and long waits: two of these files share the machine. */
const FEW_CALLS = ["deploy", "heard-bytes", "worker-death"].map((name) => `e2e/audio/${name}.test.ts`);
/** A recogniser on a machine that stalls hears another word now and then; what is really broken fails thrice. */
const RETRIES = 2;
const SHARED = { testTimeout: 30_000, pool: "forks" as const, maxWorkers: 2 };

export default defineConfig({
  test: {
    ...SHARED,
    projects: [
      {
        test: {
          ...SHARED,
          name: "fast",
          include: ["packages/**/*.test.ts", "examples/**/*.test.ts", "e2e/**/*.test.ts", "bench/**/*.test.ts"],
          exclude: ["e2e/audio/**", "e2e/vendors/**", "e2e/browser/**", "**/node_modules/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real time, and nearly all of it waiting: all calls at once.
        test: {
          ...SHARED,
          name: "vendors",
          include: ["e2e/vendors/**/*.test.ts"],
          maxWorkers: 2,
          maxConcurrency: 24,
          retry: RETRIES,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // A browser, servers and speech, and most of it waiting: beside the vendors.
        test: {
          ...SHARED,
          name: "browser",
          include: ["e2e/browser/**/*.test.ts"],
          retry: RETRIES,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Real time over real audio: alone on the machine, one file after the other, many calls at once within a file.
        test: {
          ...SHARED,
          name: "audio",
          include: ["e2e/audio/**/*.test.ts"],
          exclude: [...FEW_CALLS, "**/node_modules/**"],
          fileParallelism: false,
          maxWorkers: 1,
          maxConcurrency: 6,
          retry: RETRIES,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: { ...SHARED, name: "audio-few", include: FEW_CALLS, retry: RETRIES, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
