/**
 * Measures turn-taking over real audio and writes docs/turn-taking.md. Run: npx tsx bench/turn-taking.ts
 * Nothing is asserted: the page is the result, and says which figure is missed. For looking into one class:
 * `--only speech,turn` prints the figures and the failures and leaves the page alone; `--timing '{"bargeInMs":200}'`
 * measures other settings; `--remember` keeps every decode, so that policies can be compared in seconds; `OFFHOOK_RECORDINGS=folder` adds recordings of your own (`folder/cough/*.wav`,
 * described in `folder/SOURCES.txt`).
 */
import { writeFileSync } from "node:fs";
import { join as joinPath } from "node:path";
import { parseArgs } from "node:util";
import { makeClips } from "./turn-taking/clips.ts";
import { gather } from "./turn-taking/gather.ts";
import { failures, pageOf } from "./turn-taking/page.ts";
import { runClips } from "./turn-taking/run-clips.ts";
import { compareSettings } from "./turn-taking/settings.ts";

const MEMORY = joinPath(import.meta.dirname, "..", ".cache", "turn-taking-decodes.jsonl");
const { values } = parseArgs({
  options: {
    only: { type: "string" },
    timing: { type: "string" },
    clips: { type: "string", default: "200" },
    remember: { type: "boolean" },
  },
});
const startedMs = performance.now();
const { sources, openings, absent, own } = await gather();
const wanted = values.only?.split(",");
const clips = makeClips(sources, openings, Number(values.clips)).filter(
  (clip) => wanted?.includes(clip.className) ?? true,
);
const memory = values.remember ? MEMORY : null;
const outcomes = await runClips(clips, JSON.parse(values.timing ?? "{}"), memory);
const turns = clips.filter((clip) => clip.className === "turn");
const settings = wanted ? [] : await compareSettings(turns, MEMORY);
const page = pageOf(outcomes, { absent, own, settings, tookMs: performance.now() - startedMs });
console.log(page);
if (wanted || memory) console.log(failures(outcomes));
else writeFileSync(joinPath(import.meta.dirname, "..", "docs", "turn-taking.md"), page);
