/** What the vendor believes was said in a session, and the handles by which it can be taken up again. */

export type LiveTurn =
  | { role: "user" | "model"; text: string }
  /** Speech that was heard; `text` as it was transcribed. */
  | { role: "user"; text: string; audioMs: number }
  | { role: "model"; call: { id: string; name: string; args: unknown } }
  | { role: "user"; result: { id: string; name: string; response: unknown } };

export interface Memory {
  turns: LiveTurn[];
  /** Its connection is still there: a second one is refused. */
  isConnected: boolean;
}

/** Of all sessions of a twin. */
export class LiveMemories {
  private readonly byHandle = new Map<string, { memory: Memory; turns: number }>();
  private handles = 0;

  start(): Memory {
    return { turns: [], isConnected: true };
  }

  /** A handle to the session as it stands now. */
  handleOf(memory: Memory): string {
    this.handles += 1;
    const handle = `handle-${this.handles}`;
    this.byHandle.set(handle, { memory, turns: memory.turns.length });
    return handle;
  }

  /** What came after the handle was given is forgotten. */
  resume(handle: string): Memory | "unknown" | "connected" {
    const kept = this.byHandle.get(handle);
    if (!kept) return "unknown";
    if (kept.memory.isConnected) return "connected";
    return { turns: kept.memory.turns.slice(0, kept.turns), isConnected: true };
  }
}
