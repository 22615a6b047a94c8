/** One worker's HTTP side in this process, on a free port. */
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { readConfig } from "../config.ts";
import { createApp, type HttpContext } from "../http/app.ts";
import { handleUpgrades } from "../http/upgrades.ts";
import { KeyRing } from "../providers/key-ring.ts";
import { createMemberAuth } from "../sign-in/member-auth.ts";
import { openStore } from "../store/store.ts";
import { createVault } from "../store/vault.ts";
import { AccountBook } from "../twilio/account-book.ts";
import { ownAccounts } from "../twilio/accounts.ts";
import type { CallHost } from "../worker/call-host.ts";
import { createCallHost } from "./no-calls.ts";
import type { TestDatabase } from "./test-database.ts";

export const TEST_TOKEN = "test-token";

export interface TestApp {
  /** `get /v1/calls/{id}`: every route that is there. */
  routes(): string[];
  port: number;
  store: HttpContext["store"];
  /** With the key, unless headers say otherwise. */
  get(path: string, headers?: Record<string, string | undefined>): Promise<TestResponse>;
  /** `body`: JSON; left out: none. */
  send(
    method: "POST" | "PATCH" | "PUT" | "DELETE",
    path: string,
    body?: unknown,
    headers?: Record<string, string | undefined>,
  ): Promise<TestResponse>;
  end(): Promise<void>;
}

export interface TestResponse {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they please
  json(): any;
}

export interface TestAppOptions {
  env?: NodeJS.ProcessEnv;
  callHost?: Partial<CallHost>;
  draining?: () => boolean;
  consoleFolder?: string;
}

export async function startTestApp(database: TestDatabase, options: TestAppOptions = {}): Promise<TestApp> {
  const config = readConfig({ ...options.env, OFFHOOK_DATA: database.dataFolder });
  const callHost = { ...createCallHost(), ...options.callHost };
  // Of its own: a file of tests starts more of them than the database has places for.
  const store = openStore({ connection: database.postgres.connection });
  let port = 0;
  const vault = createVault(store, "a secret of the tests");
  const keys = new KeyRing(options.env ?? {}, vault);
  await keys.start();
  const accounts = new AccountBook(ownAccounts(config.dataFolder, options.env ?? {}), vault);
  const context: HttpContext = {
    ...{ config, callHost, store, vault, keys, accounts, logger: pino({ level: "silent" }) },
    ...{ instanceId: "inst_test", localToken: TEST_TOKEN, address: () => `http://127.0.0.1:${port}` },
    members: createMemberAuth(store.pool, "a secret of the tests, long enough for its library"),
    consoleFolder: options.consoleFolder ?? "/nowhere",
    checksAnswers: true,
    loads: async () => [
      { workerId: "wrk_1", calls: 1, capacity: 20 },
      { workerId: "wrk_2", calls: 2, capacity: 20 },
    ],
    metricsText: async () => "# none\n",
    draining: options.draining ?? (() => false),
  };
  const routes: string[] = [];
  const app = await createApp({ ...context, onRoute: (method, url) => routes.push(`${method} ${url}`) });
  const upgrades = handleUpgrades(app.server, context);
  await app.listen({ port: 0, host: "127.0.0.1" });
  port = (app.server.address() as AddressInfo).port;
  return {
    ...{ port, store: context.store },
    routes: () => routes,
    get: (path, headers = {}) => ask(port, path, { authorization: `Bearer ${TEST_TOKEN}`, ...headers }),
    send: (method, path, body, headers = {}) => {
      const type = body === undefined ? {} : { "content-type": "application/json" };
      const all = { authorization: `Bearer ${TEST_TOKEN}`, ...type, ...headers };
      return ask(port, path, all, { method, body: body === undefined ? "" : JSON.stringify(body) });
    },
    async end() {
      upgrades.closeAll();
      keys.stop();
      await app.close();
      await store.close();
    },
  };
}

/** Not `fetch`, which sets Host itself. */
function ask(
  port: number,
  path: string,
  headers: Record<string, string | undefined>,
  { method = "GET", body = "" } = {},
): Promise<TestResponse> {
  return new Promise((resolve, reject) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const request = httpRequest({ port, host: "127.0.0.1", path, method, headers: given }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const { statusCode: status = 0, headers: received } = response;
      resolve({ status, headers: received, bytes, json: () => JSON.parse(bytes.toString()) });
    });
    request.once("error", reject);
    request.end(body);
  });
}
