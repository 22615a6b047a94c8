/** SIGKILL to the worker that carries a call, told to nobody: how soon the caller hears the pending question again. */
import { childrenOf, processOfNewestConnection } from "../../e2e/audio/worker-of.ts";
import type { House } from "../house/house.ts";
import { Listener } from "../house/listener.ts";
import { getJson } from "../house/plain-http.ts";
import { machineMs, until } from "../kit/clock.ts";
import { median, quantile, spread } from "../kit/figures.ts";
import { atMost, type Result } from "../kit/result.ts";
import type { Utterance } from "../line/speech.ts";

const KILLS = 4;
/** The agent has finished, and its last mark has come back. */
const QUIET_MS = 1_200;

export async function measureKills(house: House, wish: Utterance): Promise<Result[]> {
  const tookMs: number[] = [];
  const problems: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const took = await killOnce(house, wish).catch((error: Error) => error.message);
    if (typeof took === "number") tookMs.push(took);
    else problems.push(took);
  }
  const how = `${tookMs.length} of ${KILLS} kills in the front desk's booking while it waits for the day, the same question in the transcript before and after; ${spread(tookMs, 0)} ms`;
  const name = "killed worker → the pending question is heard again";
  const failed = problems.length > 0 ? ` Not measured: ${problems.join("; ")}.` : "";
  return [
    { name: `${name}, longest`, value: quantile(tookMs, 1) / 1_000, unit: "s", budget: atMost(2), how: how + failed },
    { name: `${name}, median`, value: median(tookMs) / 1_000, unit: "s", budget: null, how },
  ];
}

async function killOnce(house: House, wish: Utterance): Promise<number> {
  const caller = new Listener();
  const call = house.call(caller);
  await caller.hearsTheEnd(0, QUIET_MS, 20_000);
  const saidAtMs = machineMs();
  caller.say(wish.audio);
  await until(() => caller.saysNothing, 10_000);
  await caller.hearsTheEnd(saidAtMs, QUIET_MS, 20_000);
  const pid = carrierOf(house);
  if (pid === null) throw new Error("no worker holds the stream");
  const killedAtMs = machineMs();
  process.kill(pid, "SIGKILL");
  const again = await caller.hearsSince(killedAtMs, 10_000);
  await caller.hearsTheEnd(again, 1_000, 20_000);
  call.hangUp();
  await call.ended;
  if (caller.streams !== 2) throw new Error(`${caller.streams} streams`);
  await askedTwice(house, call.sid);
  return again - killedAtMs;
}

function carrierOf({ server }: House): number | null {
  return processOfNewestConnection(Number(new URL(server.address).port), childrenOf(server.process.pid ?? 0));
}

/** The agent's last words before the kill are its first after it. */
async function askedTwice({ server }: House, carrierCallId: string): Promise<void> {
  const calls = `${server.address}/v1/calls`;
  const { json } = await getJson<{ items: { id: string }[] }>(`${calls}?carrierCallId=${carrierCallId}`, server.token);
  const said = async (): Promise<string[]> => {
    const transcript = `${calls}/${json.items[0]?.id}/transcript`;
    const { turns } = (await getJson<{ turns: { speaker: string; text: string }[] }>(transcript, server.token)).json;
    return turns.filter((turn) => turn.speaker === "agent").map((turn) => turn.text);
  };
  const asked = async (): Promise<boolean> => {
    const [before, after] = (await said()).slice(-2);
    return before?.includes("?") === true && after?.trim() === lastSentence(before);
  };
  await until(asked, 5_000, 100).catch(async () => {
    throw new Error(`the agent said: ${(await said()).join(" / ")}`);
  });
}

const lastSentence = (text: string): string | undefined => text.match(/[^.!?]+[.!?]*\s*$/)?.[0].trim();
