/** A call's inputs and log items to run components on: a booking and questions, in virtual time. */
import { inputOf } from "@offhook/engine/call";
import type { Input } from "@offhook/engine/conversation";
import type { LogItem } from "@offhook/engine/ports";
import { simulateCall } from "../virtual-time/simulated-call.ts";

export async function recordedCall(): Promise<{ inputs: Input[]; items: LogItem[] }> {
  const { log } = await simulateCall("flow");
  return { inputs: log.filter((item) => item.kind === "input").map(inputOf), items: log };
}
