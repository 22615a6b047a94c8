/** A developer's folder of assistants: they answer calls with their own code, and a file that is saved counts for the next call. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY_ROOT, type SpawnedServer, spawnServer } from "@offhook/server";
import { TwilioTwin } from "@offhook/twin-twilio";
import { afterAll, beforeAll, expect, it } from "vitest";

const source = (sentence: string, word: string): string => `
import { defineAssistant, tool } from "offhook";
import { end, flow, run, say } from "offhook/flow";
import { z } from "zod";

const lookUp = tool({
  name: "lookUp",
  description: "Looks up the word of the day.",
  parameters: z.object({}),
  effect: false,
  run: () => ({ word: "${word}" }),
});

export default defineAssistant({
  name: "From code",
  flows: [
    flow("main", () => ({
      start: run(lookUp).then("told"),
      told: say("${sentence} {{result.word}}.").then("bye"),
      bye: end("Goodbye."),
    })),
  ],
});
`;

const folder = mkdtempSync(join(tmpdir(), "offhook-code-"));
const file = join(folder, "assistants", "word.ts");
let server: SpawnedServer;
let twin: TwilioTwin;
beforeAll(async () => {
  mkdirSync(join(folder, "assistants"));
  symlinkSync(join(REPOSITORY_ROOT, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(file, source("The word is", "pineapple"));
  writeFileSync(join(folder, "assistants", "helper.ts"), "export const nothing = 1;");
  const { PATH, HOME } = process.env;
  const data = { OFFHOOK_DATA: join(folder, "data"), OFFHOOK_ASSISTANTS: join(folder, "assistants") };
  server = await spawnServer({ env: { PATH, HOME, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", ...data } });
  const { readFileSync } = await import("node:fs");
  const keys = JSON.parse(readFileSync(join(folder, "data", "twin.json"), "utf8"));
  twin = new TwilioTwin({ ...keys, keepsAudio: false });
}, 60_000);
afterAll(async () => {
  await twin?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

async function ask<T>(path: string, method = "GET", more: Record<string, string> = {}, body?: string) {
  const headers = { authorization: `Bearer ${server.token}`, ...more };
  const answer = await fetch(`${server.address}${path}`, { method, headers, body: body ?? null });
  return { status: answer.status, body: (await answer.json()) as T };
}
interface Listed {
  items: { id: string; name: string; origin: string; publishedVersion: number; problems: string[] }[];
}
const fromCode = async () => (await ask<Listed>("/v1/assistants")).body.items.find(({ name }) => name === "From code");

let calls = 0;
/** What a caller is told, who only listens. */
async function told(): Promise<string> {
  calls += 1;
  const from = `+1415555018${calls}`;
  const call = twin.placeCall({ from, to: "+14155550199", voiceUrl: `${server.address}/twilio/voice` });
  await call.ended;
  const of = encodeURIComponent(from);
  const listed = () => ask<{ items: { id: string; status: string }[] }>(`/v1/calls?from=${of}`);
  await expect.poll(async () => (await listed()).body.items[0]?.status, { timeout: 10_000 }).toBe("ended");
  const id = (await listed()).body.items[0]?.id;
  const { body } = await ask<{ turns: { text: string }[] }>(`/v1/calls/${id}/transcript`);
  return body.turns.map(({ text }) => text).join(" ");
}

it("answers with the code of its file, as it is saved; a broken one changes nothing; a deleted one is gone", async () => {
  expect(await fromCode()).toMatchObject({ origin: "code", publishedVersion: 1, problems: [] });
  expect(await told()).toContain("The word is pineapple");

  writeFileSync(file, source("Today it is", "orange"));
  await expect.poll(async () => (await fromCode())?.publishedVersion, { timeout: 5_000 }).toBe(2);
  expect(await told()).toContain("Today it is orange");

  writeFileSync(file, "export default defineAssistant({");
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await told()).toContain("Today it is orange");

  const { id } = (await fromCode()) ?? { id: "" };
  const edit = await ask<{ error: { code: string } }>(
    `/v1/assistants/${id}`,
    "PATCH",
    { "content-type": "application/json", "if-match": '"1"' },
    '{"name":"Mine"}',
  );
  expect([edit.status, edit.body.error.code]).toEqual([409, "assistant-from-code"]);

  rmSync(file);
  await expect.poll(fromCode, { timeout: 5_000 }).toBeUndefined();
}, 90_000);
