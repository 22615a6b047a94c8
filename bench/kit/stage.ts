/** An agent's process and a line's process, ready for calls. */
import type { AgentApi } from "../agent/agent-process.ts";
import type { Scenario } from "../agent/scenario.ts";
import type { LineApi } from "../line/line-process.ts";
import { type Child, startChild } from "./child.ts";

export interface Stage {
  agent: Child<AgentApi>;
  line: Child<LineApi>;
  /** How long the callers' one sentence is. */
  speechMs: number;
  voiceUrl(scenario: Partial<Scenario>): string;
  close(): Promise<void>;
}

interface StageOptions {
  /** Every message's time is noted. */
  watches: boolean;
  speech?: Scenario["speech"];
  nodeOptions?: string[];
}

export async function openStage(saying: string, options: StageOptions): Promise<Stage> {
  const agent = startChild<AgentApi>(new URL("../agent/agent-process.ts", import.meta.url), options.nodeOptions);
  const line = startChild<LineApi>(new URL("../line/line-process.ts", import.meta.url));
  const [address, { speechMs }] = await Promise.all([
    agent.call.listen({ keepsNotes: options.watches, speech: options.speech ?? "scripted" }),
    line.call.prepare(saying, { watches: options.watches }),
  ]);
  return {
    ...{ agent, line, speechMs },
    voiceUrl: (scenario) => `${address}/twilio/voice?scenario=${encodeURIComponent(JSON.stringify(scenario))}`,
    async close() {
      await line.end();
      await agent.end();
    },
  };
}
