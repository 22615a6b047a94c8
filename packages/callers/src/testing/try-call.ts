/** One person calls one tiny agent; virtual time runs until both are done. */
import type { Behaviour } from "../body.ts";
import { callsWith } from "../make-call.ts";
import { Person, type PersonOptions, type PersonResult } from "../person.ts";
import { TinyAgent, type TinyAgentOptions } from "./tiny-agent.ts";

export async function tryCall(
  does: Behaviour,
  options: TinyAgentOptions,
  more: Partial<PersonOptions> = {},
): Promise<{ agent: TinyAgent; result: PersonResult }> {
  const agent = new TinyAgent(options);
  const person = new Person({ does, hold: (work) => agent.clock.hold(work), ...more });
  const order = { from: "+15550001111", to: "+15550002222", voiceUrl: "https://agent.test/voice" };
  const { call, result } = await callsWith(agent.twin, person, order);
  await agent.clock.runUntil(() => call.isOver, 400_000);
  return { agent, result: await result };
}
