/** Named deadlines as plain state. The shell asks for the earliest one and reports it as `deadline-reached`. */
export type DeadlineName =
  | "endpoint"
  | "words-quiet"
  | "transcript-late"
  | "barge-in-decision"
  | "filler"
  | "tool-silent"
  | "tool-overdue"
  | "reply-overdue"
  | "caller-silent"
  | "goodbye-grace"
  | "keys-pause"
  | "ask-again"
  | "move-due"
  | "resume-window"
  | "transfer-overdue"
  | "mark-overdue"
  | "voice-overdue"
  | "almost-over"
  | "max-duration";

export type Deadlines = Partial<Record<DeadlineName, number>>;

export function withDeadline(deadlines: Deadlines, name: DeadlineName, atMs: number): Deadlines {
  return { ...deadlines, [name]: atMs };
}

export function withoutDeadline(deadlines: Deadlines, name: DeadlineName): Deadlines {
  if (!(name in deadlines)) return deadlines;
  const { [name]: _gone, ...rest } = deadlines;
  return rest;
}

/** The earliest deadline; equal times go by name, so that every machine takes the same one first. */
export function nextDeadline(deadlines: Deadlines): { name: DeadlineName; atMs: number } | null {
  let next: { name: DeadlineName; atMs: number } | null = null;
  for (const [name, atMs] of Object.entries(deadlines) as [DeadlineName, number][]) {
    if (!next || atMs < next.atMs || (atMs === next.atMs && name < next.name)) next = { name, atMs };
  }
  return next;
}
