import { defineConfig } from "vitest/config";

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
          exclude: ["e2e/audio/**", "**/node_modules/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real time over real audio: alone on the machine, one file after the other, many calls at once within a file.
        test: {
          ...SHARED,
          name: "audio",
          include: ["e2e/audio/**/*.test.ts"],
          fileParallelism: false,
          maxWorkers: 1,
          maxConcurrency: 6,
          // A recogniser on a machine that stalls hears another word now and then; what is really broken fails thrice.
          retry: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
