/** Every page of the console with something on it, for those who look at all of them. */
import type { SpawnedServer } from "@offhook/server";
import type { Page } from "@playwright/test";

/** What is there to be seen: ids of a database that this file has filled. */
export interface Sights {
  assistantId: string;
  callId: string;
  toolId: string;
}

export interface Stop {
  name: string;
  path(sights: Sights): string;
  /** What has to be there before it is looked at. */
  ready(page: Page): Promise<unknown>;
}

const heading = (page: Page): Promise<void> => page.locator("h1").first().waitFor();

const nothingHere = (page: Page): Promise<void> =>
  page.locator("main .text-center a, main .text-center p").first().waitFor();

export const STOPS: readonly Stop[] = [
  { name: "overview", path: () => "/", ready: heading },
  { name: "assistants", path: () => "/assistants", ready: (page) => page.locator("ul li h3").nth(4).waitFor() },
  {
    name: "assistant",
    path: ({ assistantId }) => `/assistants/${assistantId}`,
    ready: (page) => page.locator("textarea").nth(1).waitFor(),
  },
  ...["flow", "tools", "turn-taking", "hand-off", "limits", "versions"].map((tab) => ({
    name: `assistant-${tab}`,
    path: ({ assistantId }: Sights) => `/assistants/${assistantId}?tab=${tab}`,
    ready: (page: Page) => page.locator(`#panel-${tab} h2`).first().waitFor(),
  })),
  {
    name: "phone-numbers",
    path: () => "/phone-numbers",
    async ready(page) {
      // Its first panel: why it did not ring.
      await page.locator("button[aria-expanded]:not([aria-haspopup])").first().click();
      await page.locator("li li").nth(5).waitFor();
    },
  },
  { name: "calls", path: () => "/calls", ready: (page) => page.locator("table tbody tr").first().waitFor() },
  {
    name: "call",
    path: ({ callId }) => `/calls/${callId}?at=9000`,
    ready: (page) => page.locator("canvas, svg").first().waitFor(),
  },
  { name: "live", path: () => "/live", ready: heading },
  { name: "tools", path: () => "/tools", ready: (page) => page.locator("section ul li").nth(2).waitFor() },
  {
    name: "tool-tried",
    path: ({ toolId }) => `/tools/${toolId}`,
    async ready(page) {
      // How it went, opened.
      await page.locator("summary").first().click();
      await page.locator("details[open] section").first().waitFor();
    },
  },
  { name: "tool", path: () => "/tools/new?example=shop", ready: (page) => page.locator("fieldset").nth(2).waitFor() },
  { name: "providers", path: () => "/providers", ready: (page) => page.locator("article").nth(3).waitFor() },
  { name: "settings", path: () => "/settings", ready: (page) => page.locator("section form").nth(4).waitFor() },
  {
    name: "publish",
    path: ({ assistantId }) => `/assistants/${assistantId}`,
    async ready(page) {
      await page.locator("textarea").nth(1).waitFor();
      await page.locator("header button").last().click();
      await page.locator("[role=dialog] li").first().waitFor();
    },
  },
  {
    name: "palette",
    path: () => "/calls",
    async ready(page) {
      await page.locator("table tbody tr").first().waitFor();
      await page.keyboard.press("ControlOrMeta+k");
      await page.locator("[role=dialog] [role=option]").first().waitFor();
    },
  },
  { name: "nowhere", path: () => "/nowhere", ready: nothingHere },
  { name: "call-unknown", path: () => "/calls/call_none", ready: nothingHere },
  // The last ones: nobody is signed in any more.
  {
    name: "signed-out",
    path: () => "/settings",
    async ready(page) {
      await page.context().clearCookies();
      await page.reload();
      await page.locator("code").first().waitFor();
    },
  },
  { name: "link-used", path: () => "/?signIn=expired", ready: (page) => page.locator("code").first().waitFor() },
];

/** An assistant that has been edited since it was published, a number, and a call to it that is over. */
export async function fillHouse({ address, token }: SpawnedServer): Promise<Sights> {
  const api = async <T>(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<T> => {
    const type: Record<string, string> = body ? { "content-type": "application/json" } : {};
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...type, ...headers },
      body: body ? JSON.stringify(body) : null,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const made = { name: "Riverside Dental", templateId: "appointment-booking", timeZone: "Europe/Tallinn" };
  const { id: assistantId } = await api<{ id: string }>("POST", "/v1/assistants", made);
  await api("POST", `/v1/assistants/${assistantId}/publish`, { note: "First" });
  const { etag } = await api<{ etag: string }>("GET", `/v1/assistants/${assistantId}`);
  const firstMessage = "Hello, this is the automated assistant of Riverside Dental. How can I help?";
  await api("PATCH", `/v1/assistants/${assistantId}`, { firstMessage }, { "if-match": etag });
  const { id: numberId } = await api<{ id: string }>("POST", "/v1/simulator/numbers", { assistantId });
  const says = ["I'd like to book an appointment for tomorrow at ten.", "Goodbye."];
  await api("POST", `/v1/phone-numbers/${numberId}/call`, { says });
  return { assistantId, callId: await endedCall(api), toolId: await triedTool(api) };
}

type Api = <T>(method: string, path: string, body?: object) => Promise<T>;

/** It may not go where it is sent: what is to be done stands there. */
async function triedTool(api: Api): Promise<string> {
  const { id } = await api<{ id: string }>("POST", "/v1/tools", {
    ...{ name: "findOrder", description: "Finds an order. Ask the caller for its number first.", effect: "reads" },
    ...{ method: "GET", url: "http://10.1.2.3:4000/orders/{{number}}", response: { state: "order.state" } },
    parameters: { type: "object", properties: { number: { type: "string", maxLength: 20 } }, required: ["number"] },
    sayOnFailure: "I cannot find that order.",
  });
  await api("POST", `/v1/tools/${id}/test`, { arguments: { number: "1001" } });
  return id;
}

async function endedCall(api: Api): Promise<string> {
  const deadlineMs = Date.now() + 90_000;
  while (Date.now() < deadlineMs) {
    const { items } = await api<{ items: { id: string; recording: string }[] }>("GET", "/v1/calls");
    const ready = items.find(({ recording }) => recording === "ready");
    if (ready) return ready.id;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the simulated call did not come to its end");
}
