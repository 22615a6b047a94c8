/** What was said, as a fold of the log's decisions. Pure. A later decision on the same turn replaces the earlier one. */

export interface Turn {
  id: string;
  speaker: "agent" | "caller" | "operator";
  kind: "speech" | "dtmf" | "backchannel";
  /** An agent's text is only what was heard. */
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  intendedText: string | null;
  heardBy: "mark" | "word-times" | "share" | null;
  endedBecause: string | null;
  confidence: number | null;
  latency: TurnLatency | null;
}

export interface TurnLatency {
  endpointMs: number | null;
  modelMs: number | null;
  voiceMs: number | null;
  voiceToVoiceMs: number | null;
}

export interface CallLatency {
  voiceToVoiceP50Ms: number | null;
  voiceToVoiceP95Ms: number | null;
}

/** The types of decisions that projections are made of; an index in the schema holds exactly these. */
export const PROJECTED_TYPES = ["caller-turn", "agent-turn", "disclosure-heard"] as const;

export interface ProjectedItem {
  type: string;
  atMs: number;
  data: Record<string, unknown>;
}

export interface Projection {
  turns: Turn[];
  latency: CallLatency;
  /** Since the call began. */
  disclosureHeardMs: number | null;
}

/** `items` in the order of their seq. */
export function project(items: readonly ProjectedItem[]): Projection {
  const turns = new Map<string, Turn>();
  let disclosureHeardMs: number | null = null;
  for (const { type, atMs, data } of items) {
    if (type === "caller-turn" || type === "agent-turn") turns.set(String(data.id), turnOf(type, data));
    if (type === "disclosure-heard") disclosureHeardMs ??= atMs;
  }
  const ordered = [...turns.values()].sort((a, b) => a.startMs - b.startMs);
  return { turns: ordered, latency: latencyOf(ordered), disclosureHeardMs };
}

/** For search: lower case, so that the database's locale does not matter. */
export function spokenTextOf(turns: readonly Turn[]): string {
  const words = turns.map(({ text }) => text.toLowerCase().replaceAll("\u0000", " "));
  return words.join("\n");
}

function turnOf(type: string, data: Record<string, unknown>): Turn {
  const known = data as Partial<Turn>;
  return {
    id: String(known.id),
    speaker: known.speaker ?? (type === "caller-turn" ? "caller" : "agent"),
    kind: known.kind ?? "speech",
    text: known.text ?? "",
    startMs: known.startMs ?? 0,
    endMs: known.endMs ?? known.startMs ?? 0,
    interrupted: known.interrupted ?? false,
    intendedText: known.intendedText ?? null,
    heardBy: known.heardBy ?? null,
    endedBecause: known.endedBecause ?? null,
    confidence: known.confidence ?? null,
    latency: known.latency ? turnLatency(known.latency) : null,
  };
}

function turnLatency({ endpointMs, modelMs, voiceMs, voiceToVoiceMs }: Partial<TurnLatency>): TurnLatency {
  return {
    endpointMs: endpointMs ?? null,
    modelMs: modelMs ?? null,
    voiceMs: voiceMs ?? null,
    voiceToVoiceMs: voiceToVoiceMs ?? null,
  };
}

function latencyOf(turns: readonly Turn[]): CallLatency {
  const all = turns.flatMap(({ latency }) => (latency?.voiceToVoiceMs == null ? [] : [latency.voiceToVoiceMs]));
  all.sort((a, b) => a - b);
  return { voiceToVoiceP50Ms: percentile(all, 0.5), voiceToVoiceP95Ms: percentile(all, 0.95) };
}

/** Nearest rank: always a value that was measured. */
function percentile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  return value === undefined ? null : Math.round(value);
}
