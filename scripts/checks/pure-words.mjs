/** The pure rooms hold no clock, randomness, waiting or Node: found by their words, before a test can find them by running. */
import { readFileSync } from "node:fs";
import { sourceFiles } from "./source-files.mjs";

const ROOMS = /^packages\/engine\/src\/(conversation|flow|audio)\//;
const FORBIDDEN =
  /\bDate\.now\b|\bnew Date\(|\bMath\.random\b|\bperformance\.|\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bawait\b|\basync\b|\bnew Promise\b|\bIntl\.|from "node:|\bprocess\./;

const problems = [];
for (const path of sourceFiles(/\.ts$/)) {
  if (!ROOMS.test(path) || /\.test\.ts$|\/testing\//.test(path)) continue;
  readFileSync(path, "utf8")
    .split("\n")
    .forEach((line, index) => {
      const code = line
        .replace(/^\s*(?:\/\/|\*|\/\*).*$/, "")
        .replace(/"(?:[^"\\]|\\.)*"/g, (text) => (text.startsWith('"node:') ? text : '""'));
      if (FORBIDDEN.test(code)) problems.push(`${path}:${index + 1}: ${line.trim()}`);
    });
}
for (const problem of problems) console.log(problem);
process.exit(problems.length > 0 ? 1 : 0);
