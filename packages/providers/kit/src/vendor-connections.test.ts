/** How many connections a vendor sees, and when. */
import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { openAhead, vendorFetch } from "./vendor-connections.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function vendor(): Promise<{ url: string; connections: Socket[] }> {
  const connections: Socket[] = [];
  const server = createServer((_, response) => response.end("hello"));
  server.on("connection", (socket) => connections.push(socket));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat`, connections };
}

const ask = async (url: string): Promise<string> => {
  const signal = new AbortController().signal;
  const answer = await vendorFetch(url, { method: "POST", headers: {}, body: "{}", signal, redirect: "manual" });
  return answer.text();
};

/** Those that carried a question. */
const asked = (connections: readonly Socket[]): number => connections.filter(({ bytesRead }) => bytesRead > 0).length;

it("asks on the connection that was opened ahead, and on the same one again", async () => {
  const { url, connections } = await vendor();
  openAhead(url);
  await vi.waitFor(() => expect(connections).toHaveLength(1));
  expect(await ask(url)).toBe("hello");
  // Turns are seconds apart: the answer before is over by then.
  await new Promise(setImmediate);
  expect(await ask(url)).toBe("hello");
  expect(asked(connections)).toBe(1);
});

it("asks on it too where it is not open yet", async () => {
  const { url, connections } = await vendor();
  openAhead(url);
  expect(await ask(url)).toBe("hello");
  expect(asked(connections)).toBe(1);
});

it("has one more ready while it asks: what takes the place of a question that is called off need not connect", async () => {
  const connections: Socket[] = [];
  const server = createServer((_, response) => {
    if (asked(connections) > 1) response.end("hello");
  });
  server.on("connection", (socket) => connections.push(socket));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat`;
  const calledOff = new AbortController();
  const init = { method: "POST", headers: {}, body: "{}", redirect: "manual" } as const;
  const first = vendorFetch(url, { ...init, signal: calledOff.signal }).catch(() => "called off");
  await vi.waitFor(() => expect([connections.length, asked(connections)]).toEqual([2, 1]));
  calledOff.abort();
  expect(await first).toBe("called off");
  const spare = connections[1];
  expect(await ask(url)).toBe("hello");
  expect(spare?.bytesRead).toBeGreaterThan(0);
});

it("takes another one where the vendor has closed it meanwhile", async () => {
  const { url, connections } = await vendor();
  openAhead(url);
  await vi.waitFor(() => expect(connections).toHaveLength(1));
  const gone = new Promise((resolve) => connections[0]?.once("close", resolve));
  connections[0]?.destroy();
  await gone;
  await vi.waitFor(async () => expect(await ask(url)).toBe("hello"));
  expect(connections.length).toBeGreaterThan(1);
});

it("shrugs at addresses that are none, and at servers that are not there", async () => {
  const { url } = await vendor();
  openAhead("not an address");
  openAhead("ftp://127.0.0.1/");
  openAhead("http://127.0.0.1:1/");
  expect(await ask(url)).toBe("hello");
  await expect(ask("http://127.0.0.1:1/")).rejects.toThrow();
});

it("opens no more than a handful ahead", async () => {
  const { url, connections } = await vendor();
  for (let count = 0; count < 20; count += 1) openAhead(url);
  await vi.waitFor(() => expect(connections.length).toBe(8));
  expect(await ask(url)).toBe("hello");
  expect(connections.length).toBe(8);
});
