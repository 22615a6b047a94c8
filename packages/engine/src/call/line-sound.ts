/** Everybody for whom the sound of the line is sound: the echo's canceller, the recording, and whoever listens in. */
import type { CallParts } from "./call-parts.ts";
import { type Monitor, Monitors } from "./monitors.ts";
import type { PlayoutListener } from "./playout.ts";
import { Recorder } from "./recorder.ts";
import { VoiceEcho } from "./voice-echo.ts";

export class LineSound implements Pick<PlayoutListener, "playing" | "cleared"> {
  readonly echo = new VoiceEcho();
  private readonly monitors = new Monitors();
  private recorder: Recorder | null = null;

  playing(audio: Uint8Array, atMs: number): void {
    this.echo.played(audio, atMs);
    this.recorder?.agentAudio(audio, atMs);
    this.monitors.agentAudio(audio);
  }

  cleared(atMs: number): void {
    this.echo.cleared(atMs);
    this.recorder?.cleared(atMs);
    this.monitors.cleared();
  }

  callerAudio(audio: Uint8Array, placeMs: number): void {
    this.recorder?.callerAudio(audio, placeMs);
    this.monitors.callerAudio(audio);
  }

  /** With the first stream; later ones go on in the same file. */
  record({ recording, onFault }: Pick<CallParts, "recording" | "onFault">): void {
    if (this.recorder || !recording) return;
    try {
      const sink = recording();
      this.recorder = new Recorder(sink, sink.writtenMs);
    } catch (error) {
      // No disk: the call goes on without.
      onFault?.("recording", "disk", { code: "recording-failed", message: String(error) });
    }
  }

  monitor(monitor: Monitor): () => void {
    return this.monitors.add(monitor);
  }

  end(atMs: number): void {
    this.recorder?.finish(atMs);
    this.recorder = null;
    this.monitors.end();
  }
}
