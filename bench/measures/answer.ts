/** The whole server answers: from the stream's `start` to the first audio of the greeting, which every worker has spoken ahead. */
import type { House } from "../house/house.ts";
import { Listener } from "../house/listener.ts";
import { machineMs, sleep, until } from "../kit/clock.ts";
import { quantile, spread } from "../kit/figures.ts";
import { atMost, type Result } from "../kit/result.ts";

const CALLS = 30;

export async function measureAnswers(house: House): Promise<Result> {
  const { wires } = house;
  const tookMs: number[] = [];
  for (let at = 0; at < CALLS; at += 1) {
    const caller = new Listener();
    const before = wires.length;
    const call = house.call(caller);
    const firstMedia = () => wires[before]?.came.find(({ what }) => what === "media");
    await until(() => firstMedia() !== undefined, 10_000, 5);
    tookMs.push((firstMedia()?.atMs ?? machineMs()) - (wires[before]?.startSentMs ?? 0));
    call.hangUp();
    await call.ended;
    await sleep(50);
  }
  return {
    name: "answer → first greeting audio, cached, p95",
    value: quantile(tookMs, 0.95),
    unit: "ms",
    budget: atMost(150),
    how: `${CALLS} calls of the whole server one after the other, \`start\` sent → first media come at the twin's socket: ticket, epoch and pin are read from the database between; ${spread(tookMs)} ms`,
  };
}
