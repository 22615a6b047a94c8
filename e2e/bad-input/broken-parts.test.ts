/** What a call cannot do without, broken: the call ends in words, and its neighbour on the same worker does not notice. */
import { FRONT_DESK } from "@offhook/server/assistants";
import { expect, it } from "vitest";
import { LineLab } from "./live-line.ts";

it("a flow that breaks in mid-call ends that call as failed, and no other", async () => {
  const [desk, ...others] = FRONT_DESK.flows;
  if (!desk) throw new Error("The sample has no flow");
  const nodes = Object.fromEntries(
    Object.entries(desk.nodes).map(([id, node]) => [id, node.type === "listen" ? { ...node, intents: null } : node]),
  );
  const lab = new LineLab();
  const broken = new LineLab({ ...FRONT_DESK, flows: [{ ...desk, nodes } as unknown as typeof desk, ...others] });
  const healthy = await lab.call();
  const call = await broken.call();
  expect(await call.askAndListen()).toBeNull();
  expect(call.ended).toEqual(["failed"]);
  expect(call.hungUp).toEqual(["failed"]);
  expect(call.partFaults).toEqual([expect.stringMatching(/^call: call-broken /)]);
  expect(call.twinCall.streams.at(-1)?.endedBecause).toBe("server-closed");
  expect(await healthy.askAndListen()).toMatch(/open from nine/);
}, 30_000);

it("a recording that cannot be opened is told of once, and the call goes on without", async () => {
  const lab = new LineLab(FRONT_DESK, { withoutDisk: true });
  const call = await lab.call();
  expect(await call.askAndListen()).toMatch(/open from nine/);
  await call.hangsUp();
  expect(call.partFaults).toEqual(["recording: recording-failed Error: ENOSPC"]);
  expect(call.ended).toEqual(["caller-hung-up"]);
}, 30_000);
