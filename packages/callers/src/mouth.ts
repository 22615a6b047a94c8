/** What the person's telephone sends: speech and sounds one after the other, in the sound of the room. Knows no words. */
import {
  dbToGain,
  MULAW_FRAME_BYTES,
  MULAW_FRAME_MS,
  mixPcm,
  mulawToPcm,
  noise,
  pcmToMulaw,
} from "@offhook/engine/audio";
import { SPEECH_DB } from "./caller-voice.ts";

/** The faint sound of any line: digital silence is what no telephone sends. */
const QUIET_LINE_DB = -62;
/** Repeated; long enough that its period is not heard as a tone. */
const NOISE_MS = 4_000;

/** A loudspeaker that the microphone hears. */
export interface Echo {
  /** Against what is played; −20 to −30 on a loud speaker-phone. */
  levelDb: number;
  /** There and back, through the telephone and the room. */
  delayMs: number;
}

interface Clip {
  pcm: Int16Array;
  at: number;
  started: () => void;
  ended: () => void;
}

export class Mouth {
  private readonly clips: Clip[] = [];
  private readonly out = new Uint8Array(MULAW_FRAME_BYTES);
  private readonly seed: number;
  private room: Int16Array;
  private roomAt = 0;
  private readonly echo: Echo | null;
  private readonly echoes: Int16Array[] = [];

  constructor(seed: number, echo: Echo | null = null) {
    this.seed = seed;
    this.echo = echo;
    this.room = noise({ seed, durationMs: NOISE_MS, levelDb: QUIET_LINE_DB });
  }

  get speaking(): boolean {
    return this.clips.length > 0;
  }

  /** `started` and `ended` are called while the first and the last frame are made. */
  put(pcm: Int16Array, events: { started: () => void; ended: () => void }): void {
    this.clips.push({ pcm, at: 0, ...events });
  }

  setNoise(belowSpeechDb: number | null): void {
    const levelDb = belowSpeechDb === null ? QUIET_LINE_DB : SPEECH_DB - belowSpeechDb;
    this.room = noise({ seed: this.seed, durationMs: NOISE_MS, levelDb });
  }

  /** 20 ms that the telephone plays: a while later the microphone has them. */
  loudspeaker(frame: Uint8Array): void {
    if (!this.echo) return;
    const gain = dbToGain(this.echo.levelDb);
    this.echoes.push(mulawToPcm(frame).map((sample) => Math.round(sample * gain)));
  }

  /** 20 ms of µ-law; written to again by the next call. */
  nextFrame(): Uint8Array {
    const room = this.nextOfRoom();
    const clip = this.clips[0];
    if (!clip) return pcmToMulaw(room, this.out);
    if (clip.at === 0) clip.started();
    const speech = clip.pcm.subarray(clip.at, clip.at + MULAW_FRAME_BYTES);
    clip.at += MULAW_FRAME_BYTES;
    const frame = new Int16Array(MULAW_FRAME_BYTES);
    frame.set(speech);
    if (clip.at >= clip.pcm.length) {
      this.clips.shift();
      clip.ended();
    }
    return pcmToMulaw(mixPcm(frame, room), this.out);
  }

  /** The room's own sound, and what the loudspeaker adds to it. */
  private nextOfRoom(): Int16Array {
    const room = this.room.subarray(this.roomAt, this.roomAt + MULAW_FRAME_BYTES);
    this.roomAt = (this.roomAt + MULAW_FRAME_BYTES) % this.room.length;
    if (!this.echo || this.echoes.length * MULAW_FRAME_MS <= this.echo.delayMs) return room;
    return mixPcm(room, this.echoes.shift() ?? room);
  }
}
