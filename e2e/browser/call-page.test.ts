/** A call after it was made: it is played, taken along in every form, and deleted for good. And a voice before it is chosen. */
import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserPath } from "./browser.ts";
import { type House, openHouse } from "./house.ts";

const path = browserPath();

interface StoredCall {
  id: string;
  status: string;
  recording: string;
  durationMs: number;
}

describe.skipIf(path === null)("a call that is over", () => {
  let house: House;
  let page: Page;
  let call: StoredCall;
  let assistantId: string;

  beforeAll(async () => {
    house = await openHouse(path ?? "");
    const desk = { name: "Desk", templateId: "general-assistant" };
    ({ id: assistantId } = await house.api<{ id: string }>("POST", "/v1/assistants", desk));
    await house.api("POST", `/v1/assistants/${assistantId}/publish`);
    const { id } = await house.api<{ id: string }>("POST", "/v1/simulator/numbers", { assistantId });
    await house.api("POST", `/v1/phone-numbers/${id}/call`, { says: ["Goodbye."] });
    page = await house.signIn();
  }, 150_000);
  afterAll(() => house?.end(), 30_000);

  it("is there, with its recording", async () => {
    const last = async () => {
      const [newest] = (await house.api<{ items: StoredCall[] }>("GET", "/v1/calls")).items;
      if (newest) call = newest;
      return [newest?.status, newest?.recording];
    };
    await expect.poll(last, { timeout: 60_000, interval: 500 }).toEqual(["ended", "ready"]);
  }, 70_000);

  async function taken(item: string): Promise<{ name: string; bytes: Buffer }> {
    await page.getByRole("button", { name: "Download" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync((await download.path()) ?? "") };
  }

  it("is heard from where one points, and stops when told to", async () => {
    await page.goto(`${house.address}/calls/${call.id}`);
    const play = page.getByRole("button", { name: "Play", exact: true });
    const place = page.getByRole("slider", { name: "Place in the call" });
    await play.click();
    const at = async () => Number(await place.getAttribute("aria-valuenow"));
    await expect.poll(at, { timeout: 10_000 }).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Pause" }).click();
    await play.waitFor();
    const stopped = await at();
    await place.press("Home");
    await expect.poll(at).toBeLessThan(stopped);
  }, 30_000);

  it("is taken along: two channels of sound, its words, and its whole log", async () => {
    const { name, bytes } = await taken("Recording (WAV)");
    expect([name, bytes.toString("latin1", 0, 4), bytes.readUInt16LE(22), bytes.readUInt32LE(24)]).toEqual([
      ...[`${call.id}.wav`, "RIFF", 2, 8_000],
    ]);
    const seconds = (bytes.length - 44) / (8_000 * 2 * 2);
    expect(Math.abs(seconds * 1_000 - call.durationMs)).toBeLessThan(3_000);
    expect((await taken("Transcript (text)")).bytes.toString()).toMatch(/Goodbye/i);
    const json = JSON.parse((await taken("Transcript (JSON)")).bytes.toString());
    expect([json.call.id, json.turns.length > 1]).toEqual([call.id, true]);
    const log = (await taken("Log (JSON lines)")).bytes.toString().trim().split("\n");
    expect(log.map((line) => JSON.parse(line).seq)).toEqual(log.map((_, index) => index + 1));
  }, 60_000);

  it("is deleted after a second press, and nothing of it is left", async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete for good" }).click();
    await page.waitForURL(/\/calls$/);
    const gone = await house.api<{ error: { code: string } }>("GET", `/v1/calls/${call.id}`);
    expect(gone.error.code).toBe("unknown-call");
    await page.goto(`${house.address}/calls/${call.id}`);
    await page.getByText(/may have been deleted/).waitFor();
  }, 30_000);

  it("and a voice is heard before anybody calls", async () => {
    await page.goto(`${house.address}/assistants/${assistantId}`);
    const heard = page.waitForResponse(/voice-preview/);
    await page.getByRole("button", { name: /Listen/ }).click();
    const answer = await heard;
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "audio/wav"]);
    await page.getByRole("button", { name: /Stop/ }).waitFor();
    await page.getByRole("button", { name: /Listen/ }).waitFor({ timeout: 20_000 });
  }, 40_000);
});
