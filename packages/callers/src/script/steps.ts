/** What a person can be told to do, as data. */

export type Step =
  | { does: "says"; text: string }
  | { does: "waits-for-agent"; patienceMs: number }
  | { does: "interrupts"; text: string; afterMs: number }
  | { does: "backchannels"; text: string; afterMs: number }
  | { does: "coughs"; afterMs: number | null }
  | { does: "stays-silent"; ms: number }
  | { does: "presses"; keys: string }
  | { does: "hangs-up" }
  | { does: "speaks-over-noise"; belowSpeechDb: number | null }
  | { does: "plays-audio"; pcm: Int16Array; label: string };

/** Callers wait this long for a word before they take the line for dead; agents promise 4 s. */
const PATIENCE_MS = 15_000;

export const says = (text: string): Step => ({ does: "says", text });

/** Until the agent has said something since the person's last words, and is silent. */
export const waitsForAgent = (patienceMs = PATIENCE_MS): Step => ({ does: "waits-for-agent", patienceMs });

/** Once the agent has been speaking for `afterMs`; if it stops earlier, right then. */
export const interrupts = (text: string, afterMs: number): Step => ({ does: "interrupts", text, afterMs });

/** While the agent speaks, without wanting the word. "mm-hm" is hummed, other texts are spoken. */
export const backchannels = (text = "mm-hm", afterMs = 1_000): Step => ({ does: "backchannels", text, afterMs });

/** At once, or once the agent has been speaking for `afterMs`. */
export const coughs = (afterMs: number | null = null): Step => ({ does: "coughs", afterMs });

export const staysSilent = (ms: number): Step => ({ does: "stays-silent", ms });

/** Keys of the telephone: 0–9, *, #. */
export const presses = (keys: string): Step => ({ does: "presses", keys });

export const hangsUp = (): Step => ({ does: "hangs-up" });

/** From now on noise stands so many dB below the speech; null: silence again. */
export const speaksOverNoise = (belowSpeechDb: number | null): Step => ({ does: "speaks-over-noise", belowSpeechDb });

/** Audio from elsewhere, 8 kHz, said as if by the person. */
export const playsAudio = (pcm: Int16Array, label: string): Step => ({ does: "plays-audio", pcm, label });
