/** The done-criterion over real audio: what is stored of each agent turn is what the twin really played. */
import { type PlayedTurn, playedTurns } from "../played/played-turns.ts";
import type { LabCall } from "./call-lab.ts";
import { takesOf } from "./takes-of.ts";

/** Each agent turn beside what the twin played of it. */
export function playedOf({ events, turns, twinCall }: LabCall): Promise<PlayedTurn[]> {
  return playedTurns({ events, turns, heard: twinCall.heard, streams: twinCall.streams, takesOf });
}

/** What is stored of each agent turn ends within one word of what was really played. */
export async function heardAsStored(call: LabCall): Promise<void> {
  const turns = await playedOf(call);
  const off = turns.filter(({ storedWords, playedWords }) => Math.abs(storedWords - playedWords) > 1);
  if (turns.length === 0) throw new Error("The agent said nothing");
  if (off.length > 0) throw new Error(`Stored and played differ: ${JSON.stringify(off)}`);
}
