/** How late somebody who watches a call in a browser sees what happened in it: a real page, until it has been painted. */
import type { SpawnedServer } from "@offhook/server";
import { browserPath, openBrowser } from "../../e2e/browser/browser.ts";
import { buildConsole } from "../../scripts/build-console.mjs";
import { sleep } from "../kit/clock.ts";

const WATCH_MS = 15_000;

/** Notes of each item that a socket brings when the page stood painted with it: two frames later. */
const NOTES = `
  const Native = WebSocket;
  window.paintedItems = [];
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const { atMs } = JSON.parse(data);
        requestAnimationFrame(() => requestAnimationFrame(() => window.paintedItems.push([atMs, Date.now()])));
      });
    }
  };`;

export interface WatchedCall {
  id: string;
  startedAt: string;
}

/** In ms, of everything that happened while the page was open. Null: there is no browser on this machine. */
export async function browserDelays(house: SpawnedServer, call: WatchedCall): Promise<number[] | null> {
  const path = browserPath();
  if (path === null) return null;
  const problem = await buildConsole();
  if (problem !== null) throw new Error(problem);
  const browser = await openBrowser(path);
  try {
    const page = await browser.newPage();
    await page.addInitScript(NOTES);
    const link = (await (await post(house, "/v1/sign-in-links")).json()) as { path: string };
    await page.goto(`${house.address}${link.path}`);
    await page.locator("h1").first().waitFor();
    await page.goto(`${house.address}/calls/${call.id}`);
    await page.locator("h1").first().waitFor();
    await sleep(2_000);
    const sinceMs = Date.now();
    await sleep(WATCH_MS);
    const painted = await page.evaluate<[number, number][]>("window.paintedItems");
    const begunMs = Date.parse(call.startedAt);
    return painted.filter(([atMs]) => begunMs + atMs > sinceMs).map(([atMs, seenMs]) => seenMs - begunMs - atMs);
  } finally {
    await browser.close();
  }
}

const post = ({ address, token }: SpawnedServer, path: string): Promise<Response> =>
  fetch(`${address}${path}`, { method: "POST", headers: { authorization: `Bearer ${token}` } });
