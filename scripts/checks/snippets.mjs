/** TypeScript in the documents compiles: each ```ts block of README and docs is checked as a file of its own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const FOLDER = "examples/.snippets";
const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", "*.md"], {
  encoding: "utf8",
});
const pages = listed
  .split("\n")
  .filter((path) =>
    /^(README|ARCHITECTURE|CONTRIBUTING)\.md$|^docs\/|^examples\/|^packages\/[^/]+\/README\.md$/.test(path),
  );

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const files = pages.flatMap((page) =>
  [...readFileSync(page, "utf8").matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code], index) => {
    const path = join(FOLDER, `${page.replace(/\.md$/, "").replaceAll("/", "-")}-${index + 1}.ts`);
    writeFileSync(path, code);
    return path;
  }),
);
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile("tsconfig.json", ts.sys.readFile).config,
  ts.sys,
  ".",
);
const program = ts.createProgram(files, { ...options, noEmit: true });
const problems = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.includes(".snippets"));
for (const { file, messageText } of problems) {
  console.log(`${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}
console.log(`${files.length} snippets in ${pages.length} pages`);
rmSync(FOLDER, { recursive: true, force: true });
process.exit(problems.length > 0 ? 1 : 0);
