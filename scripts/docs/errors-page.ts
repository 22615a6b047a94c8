/** Writes `docs/errors.md` from the tables in the code, or with `--check` says whether the page is up to date. */
import { readFileSync, writeFileSync } from "node:fs";
import { TWILIO_FAULTS } from "@offhook/carrier-twilio";
import { PROVIDER_FAULTS, VOICE_FAULTS } from "@offhook/engine/call";
import { ANTHROPIC_FAULTS } from "@offhook/provider-anthropic";
import { CARTESIA_FAULTS } from "@offhook/provider-cartesia";
import { DEEPGRAM_FAULTS } from "@offhook/provider-deepgram";
import { ELEVENLABS_FAULTS } from "@offhook/provider-elevenlabs";
import { EMBEDDED_FAULTS } from "@offhook/provider-embedded";
import { GEMINI_LIVE_FAULTS, GOOGLE_CLOUD_FAULTS, GOOGLE_FAULTS } from "@offhook/provider-google";
import { LOCAL_FAULTS } from "@offhook/provider-local";
import { MODEL_FAULTS, OPENAI_FAULTS } from "@offhook/provider-openai";
import { ERRORS } from "@offhook/server";
import { CLI_ERRORS } from "../../packages/offhook/src/cli/cli-error.ts";

const PAGE = "docs/errors.md";

interface Row {
  status?: number;
  says: string;
  fix: string;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

function table(rows: Readonly<Record<string, Row>>, withStatus: boolean): string {
  const head = withStatus
    ? "| code | HTTP | what it says | how to fix it |\n|---|---|---|---|"
    : "| code | what it says | how to fix it |\n|---|---|---|";
  const lines = Object.entries(rows).map(([code, { status, says, fix }]) => {
    const first = withStatus ? `| \`${code}\` | ${status} |` : `| \`${code}\` |`;
    return `${first} ${cell(says)} | ${cell(fix)} |`;
  });
  return [head, ...lines].join("\n");
}

const atStart = Object.keys(ERRORS).indexOf("setting-invalid");
const entries = Object.entries(ERRORS);
const page = `# Errors

Printed by \`npm run docs\` from the tables in the code. Over HTTP an error is
\`{"error":{"code","message","fix"}}\`; at start the same is printed. Words in braces are filled in.

## Requests

${table(Object.fromEntries(entries.slice(0, atStart)), true)}

## At start

${table(Object.fromEntries(entries.slice(atStart)), false)}

## Twilio

${table(TWILIO_FAULTS, false)}

## Embedded speech

${table(EMBEDDED_FAULTS, false)}

## Voices

What any voice may do wrong, whoever makes it; \`voice-sent-header\` and \`voice-silence-first\` are put right and only noted.

${table(VOICE_FAULTS, false)}

## Transcribers and models

What a call finds about any of them, whoever makes them.

${table(PROVIDER_FAULTS, false)}

## Language models of OpenAI and servers like it

${table(MODEL_FAULTS, false)}

## OpenAI's speech and realtime

${table(OPENAI_FAULTS, false)}

## Google

${table({ ...GOOGLE_FAULTS, ...GEMINI_LIVE_FAULTS }, false)}

## Google Cloud Speech

${table(GOOGLE_CLOUD_FAULTS, false)}

## Anthropic

${table(ANTHROPIC_FAULTS, false)}

## Deepgram

${table(DEEPGRAM_FAULTS, false)}

## ElevenLabs

${table(ELEVENLABS_FAULTS, false)}

## Cartesia

${table(CARTESIA_FAULTS, false)}

## Models in a folder

${table(LOCAL_FAULTS, false)}

## On the command line

${table(CLI_ERRORS, false)}
`;

if (process.argv.includes("--check")) {
  if (readFileSync(PAGE, "utf8") !== page) {
    console.log(`${PAGE} is not what the tables say. Run: npm run docs`);
    process.exit(1);
  }
} else writeFileSync(PAGE, page);
