/** What is being said in a call right now, from its log. Pure. */
import type { LogItem, Turn } from "@offhook/api-client";

export interface Saying {
  id: string;
  speaker: "agent" | "caller";
  text: string;
  /** Still being said: the words may change. */
  open: boolean;
  /** As it stands in the transcript; null: it is not over. */
  turn: Turn | null;
}

/** The last turns and what is being said, oldest first. */
export function sayingsOf(items: readonly LogItem[], most: number): Saying[] {
  const turns = new Map<string, Saying>();
  const spoken = new Map<string, string[]>();
  let caller: Saying | null = null;
  for (const item of items) {
    const { kind, type, data, seq } = item;
    if (kind === "decision" && (type === "caller-turn" || type === "agent-turn")) {
      const turn = turnOf(item);
      turns.set(turn.id, turn);
      if (turn.speaker === "caller") caller = null;
    }
    if (type === "transcript-partial" || type === "transcript-final")
      caller = { id: `words_${seq}`, speaker: "caller", text: String(data.text ?? ""), open: true, turn: null };
    followAgent(spoken, item);
  }
  const text = [...spoken.values()].flat().join(" ");
  const agent: Saying[] = text === "" ? [] : [{ id: "agent-now", speaker: "agent", text, open: true, turn: null }];
  const all = [...turns.values(), ...(caller ? [caller] : []), ...agent];
  return all.filter((saying) => saying.text !== "").slice(-most);
}

/** Keeps, by utterance, the clauses that were given to the voice and are neither heard nor called off. */
function followAgent(spoken: Map<string, string[]>, { kind, type, data }: LogItem): void {
  const utteranceId = String(data.utteranceId);
  if (kind === "command" && type === "speak")
    spoken.set(utteranceId, [...(spoken.get(utteranceId) ?? []), String(data.text ?? "")]);
  if (kind === "decision" && type === "utterance-heard") spoken.delete(utteranceId);
  if (type === "drop-playout" || (type === "agent-turn" && data.interrupted === true)) spoken.clear();
}

function turnOf({ type, data }: LogItem): Saying {
  const speaker = type === "caller-turn" ? "caller" : "agent";
  return { id: String(data.id), speaker, text: String(data.text ?? ""), open: false, turn: data as unknown as Turn };
}

/** From the pin that opens every log. */
export function assistantNameOf(items: readonly LogItem[]): string | null {
  const started = items.find(({ type }) => type === "call-started");
  const pin = started?.data.pin as { assistant?: { name?: unknown } } | undefined;
  return typeof pin?.assistant?.name === "string" ? pin.assistant.name : null;
}
