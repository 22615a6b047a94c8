/** What of an assistant could not hear or speak its language: the embedded speech knows English only. Pure. */
import type { AssistantSettings, ProviderChoice } from "../../data/assistants.ts";

export type EnglishOnly = "hears" | "speaks" | "both";

/** Null: everything chosen may know the language. Counts those that stand in, too: they are asked when the first fails. */
export function englishOnly({ language = "en", transcriber, voice }: AssistantSettings): EnglishOnly | null {
  if (/^en\b/i.test(language)) return null;
  const [hears, speaks] = [usesEmbedded(transcriber), usesEmbedded(voice)];
  if (hears && speaks) return "both";
  if (hears) return "hears";
  return speaks ? "speaks" : null;
}

/** Nothing chosen is the embedded one. */
const usesEmbedded = (chosen: readonly ProviderChoice[] = []): boolean =>
  chosen.length === 0 || chosen.some(({ provider }) => provider === "embedded");
