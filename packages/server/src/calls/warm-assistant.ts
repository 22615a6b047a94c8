/** What an assistant needs to answer at once: its sure words spoken ahead, and its intents trained. */
import { join } from "node:path";
import { classifierFor } from "@offhook/engine/call";
import type { AssistantDefinition } from "@offhook/engine/conversation";
import type { CallHostContext } from "../worker/call-host.ts";
import type { CallShop } from "./call-shop.ts";
import { providersFor } from "./providers.ts";
import { warmVoice } from "./warm-voice.ts";

/**
 * A broken assistant is told in the log: its calls are apologised for, and the next version answers. `whole` follows: false
 * where sentences are missing, without which nothing could be said if the voice were away in a call.
 */
export async function warmAssistant(
  assistant: AssistantDefinition,
  shop: CallShop,
  { keys, config, logger }: CallHostContext,
): Promise<{ whole: Promise<boolean> }> {
  try {
    const voice = providersFor(assistant, keys.environment).voices[0];
    const warmed = voice ? warmVoice(assistant, voice, shop.cache, join(config.dataFolder, "voice-cache")) : null;
    const [spoken] = await Promise.all([warmed, trainIntents(assistant)]);
    const missing = spoken?.rest ?? Promise.resolve(0);
    const whole = missing.then((sentences) => {
      if (sentences > 0) logger.warn({ voice: voice?.id, sentences }, "sentences-not-spoken-ahead");
      return sentences === 0;
    });
    return { whole };
  } catch (error) {
    logger.error({ problem: String(error) }, "assistant-not-prepared");
    return { whole: Promise.resolve(true) };
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
