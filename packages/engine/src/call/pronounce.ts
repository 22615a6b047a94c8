/** How names are said that voices get wrong: written one way in every text, spoken another. Pure. */
import type { AssistantDefinition } from "../conversation/assistant.ts";

export type Pronunciations = NonNullable<AssistantDefinition["pronunciations"]>;

/** Whole words only, whatever their case: `Siim` is not in `Siimon`. The longest written form wins. */
export function pronounced(text: string, pronunciations: Pronunciations = []): string {
  const known = new Map(pronunciations.map(({ written, spoken }) => [written.toLowerCase(), spoken]));
  const forms = [...known.keys()].filter(Boolean).sort((a, b) => b.length - a.length);
  if (forms.length === 0) return text;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${forms.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return text.replace(pattern, (found) => known.get(found.toLowerCase()) ?? found);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
