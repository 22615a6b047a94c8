/** Plays the agent as it comes, without gaps, and knows how much of it is still to be heard. */
import { mulawToPcm } from "@offhook/engine/audio";
import type { LinePlayer } from "./stream-line.ts";

const LINE_HZ = 8_000;
/** The first piece waits a moment, so that the next one is there before it ends. */
const HEAD_START_S = 0.04;

export interface Loudspeaker extends LinePlayer {
  close(): void;
}

/** To be called from a click: browsers let nothing sound before. */
export async function openLoudspeaker(): Promise<Loudspeaker> {
  const context = new AudioContext();
  await context.resume();
  const playing = new Set<AudioBufferSourceNode>();
  let untilS = 0;
  return {
    play(mulaw) {
      if (mulaw.length === 0) return;
      const buffer = context.createBuffer(1, mulaw.length, LINE_HZ);
      buffer.copyToChannel(
        Float32Array.from(mulawToPcm(mulaw), (sample) => sample / 32_768),
        0,
      );
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(context.destination);
      const fromS = untilS > context.currentTime ? untilS : context.currentTime + HEAD_START_S;
      untilS = fromS + mulaw.length / LINE_HZ;
      playing.add(source);
      source.onended = () => playing.delete(source);
      source.start(fromS);
    },
    queuedMs: () => Math.max(0, (untilS - context.currentTime) * 1_000),
    clear() {
      for (const source of playing) source.stop();
      playing.clear();
      untilS = 0;
    },
    close: () => void context.close(),
  };
}
