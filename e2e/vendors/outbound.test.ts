/**
 * An agent calls somebody, through Twilio's whole protocol on this machine: it rings, he answers and hears the greeting; or
 * he is on another call, or lets it ring, and the log says so.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { TwilioTwin } from "@offhook/twin-twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const NUMBER = "+12125550123";
const [ANSWERS, BUSY, AWAY] = ["+14155550181", "+14155550182", "+14155550183"];

describe("an agent that calls", () => {
  const folder = mkdtempSync(join(tmpdir(), "offhook-outbound-"));
  const twin = new TwilioTwin({ ownedNumbers: [NUMBER], keepsAudio: false });
  let server: SpawnedServer;
  let assistantId: string;
  beforeAll(async () => {
    const { PATH, HOME } = process.env;
    const TWILIO_BASE_URL = await twin.listen();
    const env = { PATH, HOME, OFFHOOK_DATA: folder, PORT: "0", OFFHOOK_LOG_LEVEL: "silent", TWILIO_BASE_URL };
    server = await spawnServer({ env });
    const { accountSid, authToken } = twin;
    const firstMessage = "Hello {{patient}}, this is the automated assistant of Riverside Dental.";
    const made = { name: "Reminder", templateId: "general-assistant", firstMessage };
    assistantId = (await api<{ id: string }>("POST", "/v1/assistants", made)).id;
    await api("POST", `/v1/assistants/${assistantId}/publish`);
    const number = { number: NUMBER, carrier: "twilio", accountSid, authToken, assistantId };
    await api("POST", "/v1/phone-numbers", number);
  }, 60_000);
  afterAll(async () => {
    await twin.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  async function api<T>(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const headers = { authorization: `Bearer ${server.token}`, ...type, ...more };
    const answer = await fetch(`${server.address}${path}`, {
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
    });
    const given = (await answer.json()) as T;
    if (!answer.ok) throw new Error(JSON.stringify(given));
    return given;
  }
  const calls = (to: string) => {
    const order = { to, assistantId, variables: { patient: "Anna" } };
    return api<{ id: string }>("POST", "/v1/calls", order, { "idempotency-key": to });
  };
  const endOf = async (id: string) => (await api<{ endedReason: string | null }>("GET", `/v1/calls/${id}`)).endedReason;

  it("is heard by whoever answers, and ends when he hangs up", async () => {
    twin.setPerson(ANSWERS ?? "", { outcome: "answers", afterMs: 300 });
    const { id } = await calls(ANSWERS ?? "");
    const heard = async () => {
      const { turns } = await api<{ turns: { speaker: string; text: string }[] }>("GET", `/v1/calls/${id}/transcript`);
      return turns.map(({ text }) => text).join(" ");
    };
    await expect.poll(heard, { timeout: 20_000 }).toContain("automated assistant of Riverside Dental");
    expect(await heard()).toContain("Anna");
    twin.calls.find(({ record }) => record.to === ANSWERS)?.hangUp();
    await expect.poll(() => endOf(id), { timeout: 10_000 }).toBe("caller-hung-up");
    const call = await api<{ direction: string; carrierCallId: string }>("GET", `/v1/calls/${id}`);
    expect(call).toMatchObject({ direction: "outbound", carrierCallId: expect.stringMatching(/^CA/) });
  }, 45_000);

  it("finds the line busy, or nobody there", async () => {
    twin.setPerson(BUSY ?? "", { outcome: "busy", afterMs: 200 });
    twin.setPerson(AWAY ?? "", { outcome: "failed", afterMs: 200 });
    const [busy, away] = [await calls(BUSY ?? ""), await calls(AWAY ?? "")];
    await expect.poll(() => endOf(busy.id), { timeout: 10_000 }).toBe("busy");
    await expect.poll(() => endOf(away.id), { timeout: 10_000 }).toBe("failed");
  }, 30_000);
});
