/** A tool that a file describes is asked by the server, with the secret that the server keeps. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { HttpToolDefinition } from "@offhook/tool-http";
import { afterEach, expect, it } from "vitest";
import type { Vault } from "../store/vault.ts";
import { runnableFromCode, secretName, type ToolHouse } from "./made-tools.ts";

const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  response.setHeader("content-type", "application/json").end('{"client":{"name":"Anna"}}');
});
afterEach(() => {
  server.close();
});

it("sends the header under its name, and gives what the description keeps of the answer", async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const definition: HttpToolDefinition = {
    ...{ name: "findClient", description: "Finds a client.", method: "GET", effect: "reads" },
    url: `http://${host}/clients?phone={{phone}}`,
    headers: { authorization: { secret: "crm-key" } },
    parameters: { type: "object", properties: { phone: { type: "string" } } },
    response: { name: "client.name" },
  };
  const vault = { get: async (name: string) => (name === secretName("crm-key") ? "Bearer abc" : null) };
  const house = { vault: vault as Vault, config: { toolHosts: [host] } } as unknown as ToolHouse;
  const context = {
    ...{ callId: "call_1", key: "k", callerNumber: "+14155550100", carrier: "twin", timeZone: "UTC" },
    signal: new AbortController().signal,
  };
  expect(await runnableFromCode(house, definition).run({ phone: "+1 415" }, context)).toEqual({ name: "Anna" });
  expect(asked.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ["/clients?phone=%2B1%20415", "Bearer abc"],
  ]);
});
