/** Draws `docs/turn-table.md` from the table that the core runs on. */
import { writeFileSync } from "node:fs";
import { TURN_TABLE } from "@offhook/engine/conversation";

const id = (phase: string): string => phase.replaceAll("-", "_");
const ANYTIME = new Set(["suspended", "ended", "goodbye", "handing-off"]);
const arrows = Object.entries(TURN_TABLE).flatMap(([from, to]) =>
  to.filter((phase) => !ANYTIME.has(phase)).map((phase) => `    ${id(from)} --> ${id(phase)}`),
);
const rows = Object.entries(TURN_TABLE).map(([from, to]) => `| ${from} | ${to.join(", ") || "–"} |`);

writeFileSync(
  "docs/turn-table.md",
  `# The phases of a call

Drawn by \`npm run docs\` from \`packages/engine/src/conversation/turn-table.ts\`. The phase is read off the state after every
input; it is never set by hand. From every phase a call may also be suspended, handed off, said goodbye to, or end.

\`\`\`mermaid
stateDiagram-v2
    [*] --> greeting
${arrows.join("\n")}
    ended --> [*]
\`\`\`

| from | to |
|---|---|
${rows.join("\n")}
`,
);
