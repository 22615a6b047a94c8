/** Whoever listens in: both sides of a call as they sound, for people and not for the core. Nothing is decided by them. */

/** µ-law at 8 kHz, as it is heard; the agent's comes a moment before it is. */
export interface Monitor {
  caller(audio: Uint8Array): void;
  agent(audio: Uint8Array): void;
  /** What of the agent was sent and not played yet is not going to be. */
  cleared(): void;
  /** This call is not here any more. */
  ended(): void;
}

export class Monitors {
  private readonly all = new Set<Monitor>();

  /** Gives back how to stop. */
  add(monitor: Monitor): () => void {
    this.all.add(monitor);
    return () => void this.all.delete(monitor);
  }

  callerAudio(audio: Uint8Array): void {
    for (const monitor of this.all) monitor.caller(audio);
  }

  agentAudio(audio: Uint8Array): void {
    for (const monitor of this.all) monitor.agent(audio);
  }

  cleared(): void {
    for (const monitor of this.all) monitor.cleared();
  }

  end(): void {
    for (const monitor of [...this.all]) monitor.ended();
    this.all.clear();
  }
}
