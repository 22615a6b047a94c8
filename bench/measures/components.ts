/** What single parts cost, so that a missed budget can be traced to one. */
import type { ComponentsApi } from "../components/components-process.ts";
import { figure } from "../components/time-it.ts";
import { startChild } from "../kit/child.ts";
import { median } from "../kit/figures.ts";
import type { Measure, Result } from "../kit/result.ts";

export const components: Measure = {
  name: "components",
  title: "Components",
  async run() {
    const child = startChild<ComponentsApi>(new URL("../components/components-process.ts", import.meta.url));
    const parse = await child.call.parseFrame();
    const send = await child.call.sendPlayout();
    const core = await child.call.measureCore();
    const pitch = await child.call.pitch();
    const level = await child.call.level();
    await child.end();
    const perItem = core.takeNs.map((take, round) => (take - (core.stepNs[round] ?? 0)) / core.itemsAnInput);
    const results = [
      component("a caller's frame parsed", parse, "20 ms of µ-law, from the text of the message"),
      component("playout, a message sent", send, "100 ms with its mark, to the text that the socket is given"),
      component("step(), an input", core.stepNs, "the inputs of a three-minute call with the front desk, in order"),
      component(
        "log, an item",
        perItem,
        `copied, put in canonical form, hashed; ${core.itemsAnInput.toFixed(1)} items an input`,
      ),
      component("log, an item's hash alone", core.hashNs, "canonical JSON and SHA-256, chained"),
      component("pitch of 40 ms", pitch, "once for each 32 ms of speech"),
      component("level of a detector's frame", level, "32 ms"),
    ];
    return { results };
  },
};

function component(name: string, nanoseconds: number[], how: string): Result {
  const least = figure([Math.min(...nanoseconds)]);
  const most = figure([Math.max(...nanoseconds)]);
  const value = Math.round(median(nanoseconds)) / 1_000;
  return { name, value, unit: "µs", budget: null, how: `${how}; ${least}–${most} in ${nanoseconds.length} rounds` };
}
