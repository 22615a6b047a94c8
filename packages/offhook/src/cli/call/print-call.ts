/** A call as text for a person to read. Pure. */
import type { Turn } from "../server-api.ts";
import type { StoredCall } from "./stored-call.ts";

const TEXT_WIDTH = 90;
const INDENT = " ".repeat(19);

export function callAsText({ record, turns, recordingPath, logPath }: StoredCall, problems: readonly string[]): string {
  const { id, durationMs, endedReason, latency } = record;
  const { voiceToVoiceP50Ms, voiceToVoiceP95Ms } = latency;
  return [
    `${id}, ${seconds(durationMs)}, ended: ${endedReason ?? "not yet"}`,
    "",
    ...turns.flatMap(turnLines),
    "",
    voiceToVoiceP50Ms === null
      ? "Voice to voice  not measured"
      : `Voice to voice  ${voiceToVoiceP50Ms} ms median, ${voiceToVoiceP95Ms} ms p95`,
    `Recording       ${recordingPath ?? "none"}`,
    `Log             ${logPath}`,
    ...(problems.length > 0 ? ["", "This call did not go as it should:", ...problems.map((one) => `  - ${one}`)] : []),
  ].join("\n");
}

export function turnLines(turn: Turn): string[] {
  const head = `${seconds(turn.startMs).padStart(8)}  ${turn.speaker.padEnd(8)} `;
  const text = turn.kind === "dtmf" ? `(keys) ${turn.text}` : turn.text;
  const [first = "", ...rest] = wrap(text === "" ? "(no words)" : text);
  const notes = notesOf(turn);
  return [`${head}${first}`, ...rest.map((line) => INDENT + line), ...(notes ? [`${INDENT}· ${notes}`] : [])];
}

function notesOf({ kind, speaker, interrupted, endedBecause, latency }: Turn): string {
  const notes: string[] = [];
  if (kind === "backchannel") notes.push("backchannel");
  if (latency?.voiceToVoiceMs != null) notes.push(`answered after ${Math.round(latency.voiceToVoiceMs)} ms`);
  if (interrupted) notes.push("interrupted");
  // "heard" is how an agent's turn ends when nothing happens to it.
  if (endedBecause && !(speaker === "agent" && endedBecause === "heard")) notes.push(`ended by ${endedBecause}`);
  return notes.join(", ");
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > TEXT_WIDTH) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
