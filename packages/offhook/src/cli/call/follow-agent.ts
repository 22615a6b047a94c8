/** While a call runs: prints what the agent has said, as the transcript of the API grows. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ServerApi } from "../server-api.ts";

const ASK_EVERY_MS = 300;

export async function followAgent(
  api: ServerApi,
  carrierCallId: string,
  options: { isOver: () => boolean; print: (text: string) => void },
): Promise<void> {
  const printed = new Map<string, string>();
  while (!options.isOver()) {
    // A server that goes away is noticed where the call's record is read.
    const call = await api.findCall(carrierCallId).catch(() => null);
    const turns = call ? await api.turns(call.id).catch(() => []) : [];
    for (const { id, speaker, text } of turns) {
      if (speaker === "caller" || text === (printed.get(id) ?? "")) continue;
      const before = printed.get(id) ?? "";
      options.print(text.startsWith(before) ? text.slice(before.length).trim() : text);
      printed.set(id, text);
    }
    await sleep(ASK_EVERY_MS);
  }
}
