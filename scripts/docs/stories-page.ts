/** Writes `docs/stories.md` from the report of a test run: for each story whether it holds, and where. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { NOT_YET, STORIES } from "../../e2e/stories/story-list.ts";

interface Report {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

const [reportPath = ".cache/vitest.json"] = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
if (!existsSync(reportPath)) {
  console.log(`${reportPath} is not there: run npm test first, docs/stories.md is printed from its report.`);
  process.exit(1);
}
const report = JSON.parse(readFileSync(reportPath, "utf8")) as Report;
const tests = report.testResults
  .flatMap((file) => file.assertionResults)
  .filter((test) => test.title.startsWith("story "));

function verdict(number: number): { holds: string; how: string } {
  const mine = tests.filter((test) => test.title.startsWith(`story ${number}:`));
  if (mine.length === 0) return { holds: "not yet", how: NOT_YET[number] ?? "no test tells it" };
  const failed = mine.filter((test) => test.status !== "passed");
  const audio = mine.some((test) => test.title.includes("(real audio"));
  const virtual = mine.some((test) => !test.title.includes("(real audio"));
  const where = [virtual ? "virtual time" : "", audio ? "real audio" : ""].filter(Boolean).join(" and ");
  if (failed.length > 0) return { holds: "fails", how: where };
  return { holds: NOT_YET[number] ? "partly" : "holds", how: NOT_YET[number] ? `${where}; ${NOT_YET[number]}` : where };
}

const rows = Object.entries(STORIES).map(([number, title]) => {
  const { holds, how } = verdict(Number(number));
  return { line: `| ${number} | ${title} | ${holds} | ${how} |`, holds };
});
const count = (what: string): number => rows.filter((row) => row.holds === what).length;

const page = `# What happens on real phones

Printed from a test run by \`npm run docs\`: ${count("holds")} hold, ${count("partly")} hold in part, ${count("not yet")} not yet, ${count("fails")} fail.

| | story | | told in |
|---|---|---|---|
${rows.map((row) => row.line).join("\n")}
`;
writeFileSync("docs/stories.md", page);
console.log(page.split("\n")[2]);
