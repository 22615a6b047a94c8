/** Out of the console into a file and back, through a real server's API. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { REPOSITORY_ROOT } from "@offhook/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestApp, TEST_TOKEN, type TestApp } from "../../../../server/src/testing/test-app.ts";
import { startTestDatabase, type TestDatabase } from "../../../../server/src/testing/test-database.ts";
import { main } from "../main.ts";
import { testTerminal } from "../testing/test-terminal.ts";

let database: TestDatabase;
let app: TestApp;
let folder = "";

beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp(database);
  const server = { address: `http://127.0.0.1:${app.port}`, token: TEST_TOKEN, pid: process.pid };
  writeFileSync(join(database.dataFolder, "server.json"), JSON.stringify(server));
  folder = mkdtempSync(join(tmpdir(), "offhook-push-"));
  symlinkSync(join(REPOSITORY_ROOT, "node_modules"), join(folder, "node_modules"));
}, 60_000);
afterAll(async () => {
  await app.end();
  await database.end();
  rmSync(folder, { recursive: true, force: true });
});

async function offhook(...args: string[]) {
  const terminal = testTerminal({ OFFHOOK_DATA: database.dataFolder });
  const exitCode = await main(args, terminal);
  return { exitCode, out: terminal.lines.join("\n"), notes: terminal.notes.join("\n") };
}

const make = async (body: object) => (await app.send("POST", "/v1/assistants", body)).json();
const read = async (id: string) => (await app.get(`/v1/assistants/${id}`)).json();

describe("an assistant of the console", () => {
  it("goes into a file and back: nothing is touched, then only what was changed there", async () => {
    const { id } = await make({ name: "Our Clinic", templateId: "appointment-booking", budget: { perDay: "5" } });
    await app.send("POST", `/v1/assistants/${id}/publish`);
    const ejected = await offhook("eject", "our clinic", "--out", folder);
    expect(ejected).toMatchObject({ exitCode: 0, out: join(folder, "our-clinic.ts") });
    const before = await read(id);
    const same = await offhook("push", ejected.out, "--publish");
    expect(same).toMatchObject({ exitCode: 0 });
    expect(same.out).toContain("no difference; version 1 answers calls");
    expect(await read(id)).toEqual(before);

    const source = readFileSync(ejected.out, "utf8");
    writeFileSync(
      ejected.out,
      source.replace("of our clinic. How", "of the clinic. How").replace(/ {2}budget.*\n/, ""),
    );
    const changed = await offhook("push", folder, "--json");
    expect(JSON.parse(changed.out).assistants).toMatchObject([
      { id, state: "changed", changes: [{ path: "firstMessage" }, { path: "budget", to: null }], publishedVersion: 1 },
    ]);
    const { firstMessage, budget, draft, flow } = await read(id);
    expect({ draft, budget, flow }).toEqual({ draft: true, budget: undefined, flow: before.flow });
    expect(firstMessage).toContain("of the clinic");
    expect((await offhook("push", ejected.out, "--publish")).out).toContain("no difference; version 2 answers calls");
  });

  it("takes its own tools along, whose secrets stay where they are, and brings changes of them back", async () => {
    const tool = {
      ...{ name: "findClient", description: "Finds a client.", method: "GET", effect: "reads" },
      url: "https://crm.example/clients?phone={{phone}}",
      headers: { Authorization: { secret: "crm-key" } },
      parameters: { type: "object", properties: { phone: { type: "string" } }, required: ["phone"] },
    };
    await app.send("PUT", "/v1/secrets/crm-key", { value: "Bearer 1234567890" });
    expect((await app.send("POST", "/v1/tools", tool)).status).toBe(201);
    const { id } = await make({ name: "With CRM", tools: ["findClient", "takeMessage"] });
    const { out: file, exitCode } = await offhook("eject", "With CRM", "--out", folder);
    expect(exitCode).toBe(0);
    const source = readFileSync(file, "utf8");
    expect(source).toContain('Authorization: secret("crm-key")');
    expect(source).not.toContain("1234567890");
    const before = [await read(id), (await app.get("/v1/tools")).json()];
    const same = await offhook("push", file);
    expect(same.out).toMatch(/The tool findClient: no difference\.\nWith CRM.*no difference/);
    expect([await read(id), (await app.get("/v1/tools")).json()]).toEqual(before);

    writeFileSync(file, source.replace("Finds a client.", "Finds one of our clients.").replace("crm-key", "other-key"));
    const changed = await offhook("push", file);
    expect(changed.out).toMatch(
      /findClient: changed, for every assistant that has it\.\n {2}The server has no secret "other-key"/,
    );
    expect((await app.get("/v1/tools")).json().items[0].description).toBe("Finds one of our clients.");
    const [made] = (await app.get("/v1/tools")).json().items;
    await app.send("PATCH", `/v1/assistants/${id}`, { tools: [] }, { "if-match": (await read(id)).etag });
    expect((await app.send("DELETE", `/v1/tools/${made.id}`)).status).toBe(204);
    expect((await offhook("push", file, "--json")).out).toContain('"name":"findClient","state":"created"');
  });

  it("is not written over, and is named when nobody has that name", async () => {
    await make({ name: "Twice" });
    expect((await offhook("eject", "Twice", "--out", folder)).exitCode).toBe(0);
    expect((await offhook("eject", "Twice", "--out", folder)).notes).toContain("[file-exists]");
    expect((await offhook("eject", "Twice", "--out", folder, "--force")).exitCode).toBe(0);
    await make({ name: "Twice" });
    expect((await offhook("eject", "Twice", "--out", folder)).notes).toContain("[assistant-name-not-unique]");
    expect((await offhook("eject", "Nobody")).notes).toMatch(/`Nobody`[\s\S]*"Twice"[\s\S]*\[assistant-not-found\]/);
  });
});

describe("a file", () => {
  const written = (name: string, source: string): string => {
    const path = join(folder, name);
    writeFileSync(path, source);
    return path;
  };

  it("without an id becomes a new assistant, published if that is wanted", async () => {
    const made = written(
      "made.ts",
      'import { defineAssistant } from "offhook";\nexport default defineAssistant({ name: "Made" });',
    );
    const { out } = await offhook("push", made, "--publish");
    const id = /asst_\w+/.exec(out)?.[0] ?? "";
    expect(out).toContain(`version 1 answers calls. Put \`id: "${id}"\` into the file.`);
    expect(await read(id)).toMatchObject({ name: "Made", origin: "console", draft: false });
  });

  it("with a tool's code is refused before anything is stored", async () => {
    const coded = written(
      "coded.ts",
      `import { defineAssistant, tool } from "offhook";
      import { z } from "zod";
      const look = tool({ name: "look", description: "", parameters: z.object({}), effect: false, run: () => 1 });
      export default [defineAssistant({ name: "Plain" }), defineAssistant({ name: "Coded", tools: [look] })];`,
    );
    const refused = await offhook("push", coded);
    expect(refused.exitCode).toBe(1);
    expect(refused.notes).toMatch(
      /`Coded` has tools with code \(look\)[\s\S]*offhook start[\s\S]*\[tools-not-pushable\]/,
    );
    const { items } = (await app.get("/v1/assistants?limit=200")).json();
    expect(items.map(({ name }: { name: string }) => name)).not.toContain("Plain");
  });

  it.each([
    ["broken.ts", "export default {;", "file-unreadable"],
    ["other.ts", "export default 7;", "file-unreadable"],
    ["nowhere", null, "nothing-to-push"],
    [
      "lost.ts",
      'import { defineAssistant } from "offhook";\nexport default defineAssistant({ id: "asst_x", name: "X" });',
      "assistant-not-found",
    ],
    [
      "wrong.ts",
      'import { defineAssistant } from "offhook";\nexport default defineAssistant({ name: " " });',
      "file-unreadable",
    ],
  ])("%s is named with what is wrong", async (name, source, code) => {
    const path = source === null ? join(folder, name) : written(name, source);
    const { exitCode, notes } = await offhook("push", path);
    expect(exitCode).toBeGreaterThan(0);
    expect(notes).toContain(`[${code}]`);
    expect(notes).not.toMatch(/^\s+at /m);
  });
});
