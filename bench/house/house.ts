/** A whole server of this repository in processes of its own, and a twin that calls it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { TwilioTwin, type TwinCall } from "@offhook/twin-twilio";
import { until } from "../kit/clock.ts";
import { type Wire, watchedSockets } from "../line/wire.ts";
import type { Listener } from "./listener.ts";
import { getJson, plainHttp } from "./plain-http.ts";

/** Embedded speech is ready and the machine was measured. */
const WARM_WITHIN_MS = 20_000;

export interface House {
  server: SpawnedServer;
  wires: Wire[];
  call(caller: Listener): TwinCall;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const dataFolder = mkdtempSync(join(tmpdir(), "offhook-bench-"));
  const server = await spawnServer({ env: houseEnvironment(dataFolder, "0") });
  const wires: Wire[] = [];
  const twin = twinOf(dataFolder, wires);
  // The capacity changes once this start has measured it.
  const capacity = async (): Promise<number> =>
    (await getJson<{ capacity: number }>(`${server.address}/ready`)).json.capacity;
  const unmeasured = await capacity();
  await until(async () => (await capacity()) !== unmeasured, WARM_WITHIN_MS, 100).catch(() => {});
  return {
    ...{ server, wires },
    call: (caller) => callTo(twin, server.address, caller),
    async close() {
      await twin.close();
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export function houseEnvironment(dataFolder: string, port: string): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, OFFHOOK_DATA: dataFolder, PORT: port, OFFHOOK_LOG_LEVEL: "warn" };
}

export function twinOf(dataFolder: string, wires: Wire[] = []): TwilioTwin {
  const { accountSid, authToken } = JSON.parse(readFileSync(join(dataFolder, "twin.json"), "utf8"));
  return new TwilioTwin({ accountSid, authToken, http: plainHttp, sockets: watchedSockets(wires, () => true) });
}

let calls = 0;

export function callTo(twin: TwilioTwin, address: string, caller: Listener): TwinCall {
  calls += 1;
  const numbers = { from: `+1415555${1_000 + calls}`, to: "+14155550199" };
  return twin.placeCall({ ...numbers, voiceUrl: `${address}/twilio/voice`, caller });
}
