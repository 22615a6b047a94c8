/** The microphone as a telephone hears it: frames of 20 ms of µ-law at 8 kHz. */
import { createResampler, MULAW_FRAME_BYTES, pcmToMulaw, type Resampler } from "@offhook/engine/audio";

export interface Microphone {
  close(): void;
}

export type MicrophoneTrouble = "not-allowed" | "none-there" | "not-here" | "failed";

/**
 * What a telephone needs; the browser takes the echo of its own loudspeaker out. Its noise suppression is made for human
 * ears: it eats the soft beginnings of words, and in two of eight calls "an appointment" was heard as "in the point".
 */
const WANTED: MediaTrackConstraints = {
  channelCount: 1,
  echoCancellation: true,
  noiseSuppression: false,
  autoGainControl: true,
};
const LINE_HZ = 8_000;
/** The browser itself comes down to this, with a filter of its own; the rest of the way is ours. */
const CAPTURE_HZ = 16_000;

/** Rejects with an error whose `trouble` says why in one word. */
export async function openMicrophone(frame: (mulaw: Uint8Array) => void): Promise<Microphone> {
  if (!navigator.mediaDevices?.getUserMedia) throw troubled("not-here");
  const stream = await navigator.mediaDevices.getUserMedia({ audio: WANTED }).catch((error: unknown) => {
    throw troubled(troubleOf(error));
  });
  const context = new AudioContext({ sampleRate: CAPTURE_HZ });
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    void context.close();
  };
  try {
    await context.audioWorklet.addModule("/microphone.js");
    const framer = createFramer(createResampler(CAPTURE_HZ, LINE_HZ), frame);
    const ear = new AudioWorkletNode(context, "microphone", { numberOfInputs: 1, numberOfOutputs: 0 });
    ear.port.onmessage = ({ data }: MessageEvent<Float32Array>) => framer(data);
    context.createMediaStreamSource(stream).connect(ear);
    await context.resume();
    return { close };
  } catch {
    close();
    throw troubled("failed");
  }
}

export class MicrophoneError extends Error {
  readonly trouble: MicrophoneTrouble;
  constructor(trouble: MicrophoneTrouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

const troubled = (trouble: MicrophoneTrouble): MicrophoneError => new MicrophoneError(trouble);

function troubleOf(error: unknown): MicrophoneTrouble {
  const { name } = error as DOMException;
  if (name === "NotAllowedError" || name === "SecurityError") return "not-allowed";
  return name === "NotFoundError" ? "none-there" : "failed";
}

/** Blocks of any length in, whole frames out. */
export function createFramer(resampler: Resampler, frame: (mulaw: Uint8Array) => void): (block: Float32Array) => void {
  let rest = new Uint8Array(0);
  return (block) => {
    const pcm = Int16Array.from(block, (sample) => Math.round(Math.max(-1, Math.min(1, sample)) * 32_767));
    const mulaw = pcmToMulaw(resampler.push(pcm));
    const all = new Uint8Array(rest.length + mulaw.length);
    all.set(rest);
    all.set(mulaw, rest.length);
    let at = 0;
    for (; at + MULAW_FRAME_BYTES <= all.length; at += MULAW_FRAME_BYTES) frame(all.slice(at, at + MULAW_FRAME_BYTES));
    rest = all.slice(at);
  };
}
