/** The project and its balance, as the vendor's own SDK reads them. */
import { DeepgramClient } from "@deepgram/sdk";
import { type ServedTwin, serveSocketTwin } from "@offhook/twin-kit";
import { afterEach, expect, it } from "vitest";
import { DeepgramTwin, type DeepgramTwinOptions } from "./deepgram-twin.ts";

let served: ServedTwin | null = null;
afterEach(() => served?.close());

async function sdkFor(options: DeepgramTwinOptions, apiKey = "K"): Promise<DeepgramClient> {
  served = await serveSocketTwin(new DeepgramTwin({ apiKey: "K", ...options }));
  const { baseUrl: base } = served;
  const production = base.replace("http", "ws");
  const environment = { base, production, agent: production, agentRest: base };
  return new DeepgramClient({ apiKey, environment, maxRetries: 0 });
}

it("gives a project and what it has left", async () => {
  const { manage } = await sdkFor({ balanceUsd: 7.25 });
  const { projects } = await manage.v1.projects.list();
  const projectId = projects?.[0]?.project_id ?? "";
  expect(projectId).not.toBe("");
  const { balances } = await manage.v1.projects.billing.balances.list(projectId);
  expect(balances).toMatchObject([{ amount: 7.25, units: "USD" }]);
});

it("refuses a wrong key, and one that may not look", async () => {
  const wrong = await sdkFor({}, "another");
  await expect(wrong.manage.v1.projects.list()).rejects.toMatchObject({ statusCode: 401 });
  await served?.close();
  const blind = await sdkFor({ balanceUsd: null });
  await expect(blind.manage.v1.projects.list()).rejects.toMatchObject({ statusCode: 403 });
});
