import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { createVault } from "./vault.ts";

const KEY = "sk-a-key-that-nobody-may-see";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.end());

it("gives a key back as it was entered, and keeps none of it readable", async () => {
  const store = database.openStore();
  const vault = createVault(store, "one");
  await vault.put("provider:openai", KEY, "Anna");
  expect(await vault.get("provider:openai")).toBe(KEY);
  expect(await vault.list("provider:")).toMatchObject([{ name: "provider:openai", opens: true, author: "Anna" }]);
  const { rows } = await store.pool.query("SELECT * FROM secrets");
  expect(JSON.stringify(rows)).not.toContain(KEY.slice(0, 8));
  await vault.put("provider:openai", "another");
  expect(await vault.get("provider:openai")).toBe("another");
  expect(await vault.remove("provider:openai")).toBe(true);
  expect([await vault.get("provider:openai"), await vault.remove("provider:openai")]).toEqual([null, false]);
});

it("with another secret names the keys that have to be entered again, and opens none", async () => {
  const store = database.openStore();
  await createVault(store, "one").put("provider:google", KEY);
  const other = createVault(store, "two");
  await other.put("provider:mine", KEY);
  expect(await other.get("provider:google")).toBeNull();
  expect((await other.list("provider:")).map(({ name, opens }) => [name, opens])).toEqual([
    ["provider:google", false],
    ["provider:mine", true],
  ]);
});

it("opens nothing under another name, nor anything that was changed", async () => {
  const store = database.openStore();
  const vault = createVault(store, "one");
  await vault.put("tool:a", KEY);
  await store.pool.query(
    "INSERT INTO secrets (name, sealed) SELECT 'tool:b', sealed FROM secrets WHERE name = 'tool:a'",
  );
  expect(await vault.get("tool:b")).toBeNull();
  await store.pool.query("UPDATE secrets SET sealed = 'AAAA' || substr(sealed, 5) WHERE name = 'tool:a'");
  expect(await vault.get("tool:a")).toBeNull();
  await store.pool.query("UPDATE secrets SET sealed = '' WHERE name = 'tool:a'");
  expect(await vault.get("tool:a")).toBeNull();
});
