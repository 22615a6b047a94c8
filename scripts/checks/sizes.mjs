/**
 * Files stay small enough to read: none above 400 lines, functions none above 70, half of the files within 90 lines and
 * nine in ten within 240. Tests may be longer in their functions: `describe` is one.
 */
import { readFileSync } from "node:fs";
import ts from "typescript";
import { sourceFiles } from "./source-files.mjs";

const LIMITS = { fileLines: 400, functionLines: 70, medianLines: 90, ninthDecileLines: 240 };

/** Written by a program, and read by one. */
const GENERATED = ["packages/api-client/src/schema.ts"];

const problems = [];
const sizes = [];
for (const path of sourceFiles()) {
  if (GENERATED.some((one) => path.endsWith(one))) continue;
  const text = readFileSync(path, "utf8");
  const lines = text.split("\n").length;
  if (lines > LIMITS.fileLines) problems.push(`${path}: ${lines} lines, more than ${LIMITS.fileLines}`);
  if (/\.test\.ts$/.test(path)) continue;
  sizes.push(lines);
  if (path.endsWith(".ts")) longFunctions(path, text);
}
sizes.sort((a, b) => a - b);
const at = (share) => sizes[Math.floor((sizes.length - 1) * share)] ?? 0;
if (at(0.5) > LIMITS.medianLines)
  problems.push(`the median file has ${at(0.5)} lines, more than ${LIMITS.medianLines}`);
if (at(0.9) > LIMITS.ninthDecileLines) problems.push(`one file in ten has ${at(0.9)} lines or more`);
console.log(`${sizes.length} files, median ${at(0.5)} lines, nine in ten within ${at(0.9)}, longest ${sizes.at(-1)}`);
for (const problem of problems) console.log(problem);
process.exit(problems.length > 0 ? 1 : 0);

function longFunctions(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body) {
      const first = file.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = file.getLineAndCharacterOfPosition(node.end).line;
      const lines = last - first + 1;
      if (lines > LIMITS.functionLines) problems.push(`${path}:${first + 1}: a function of ${lines} lines`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}
