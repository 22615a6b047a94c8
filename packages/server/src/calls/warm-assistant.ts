/** What an assistant needs to answer at once: its sure words spoken ahead, and its intents trained. */
import { join } from "node:path";
import { classifierFor } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { providersFor } from "./providers.ts";
import { warmVoice } from "./warm-voice.ts";

/** A broken assistant is told in the log: its calls are apologised for, and the next version answers. */
export async function warmAssistant(
  assistant: AssistantDefinition,
  shop: CallShop,
  { keys, config, logger }: CallHostContext,
): Promise<void> {
  try {
    const voice = providersFor(assistant, keys.environment).voices[0];
    const warmed = voice ? warmVoice(assistant, voice, shop.cache, join(config.dataFolder, "voice-cache")) : null;
    await Promise.all([warmed, trainIntents(assistant)]);
  } catch (error) {
    logger.error({ problem: String(error) }, "assistant-not-prepared");
  }
}

async function trainIntents(assistant: AssistantDefinition): Promise<void> {
  const nodes = assistant.flows.flatMap((flow) => Object.values(flow.nodes));
  const language = assistant.language.startsWith("ru") ? "ru" : "en";
  for (const node of nodes) {
    if (node.type !== "listen") continue;
    await classifierFor(
      node.intents.map(({ id, examples }) => ({ id, examples })),
      language,
    );
  }
}
