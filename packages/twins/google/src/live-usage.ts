/** What a turn of a live session is billed as: all of the session is read again for each. */
import type { LiveTurn } from "./live-memory.ts";

const AUDIO_TOKENS_A_SECOND = 25;
const CHARACTERS_A_TOKEN = 4;

export function liveUsage(turns: readonly LiveTurn[], replyMs: number): Record<string, unknown> {
  let audio = 0;
  let text = 0;
  for (const turn of turns) {
    if ("audioMs" in turn) audio += tokensOfSound(turn.audioMs);
    else text += Math.ceil(JSON.stringify(turn).length / CHARACTERS_A_TOKEN);
  }
  const reply = tokensOfSound(replyMs);
  return {
    promptTokenCount: audio + text,
    responseTokenCount: reply,
    totalTokenCount: audio + text + reply,
    promptTokensDetails: [
      { modality: "AUDIO", tokenCount: audio },
      { modality: "TEXT", tokenCount: text },
    ],
    responseTokensDetails: [{ modality: "AUDIO", tokenCount: reply }],
  };
}

const tokensOfSound = (ms: number): number => Math.ceil((ms / 1_000) * AUDIO_TOKENS_A_SECOND);
