/** In a speaking model's process: text in, finished µ-law out. One model, shared by all calls. */
import type { Sherpa } from "../models/sherpa.ts";
import type { LoadableModel } from "../models/sherpa-config.ts";
import { toTelephone } from "../sound/to-telephone.ts";
import type { SpeakingJob, SpokenSound } from "./speaking-job.ts";

export type Speak = (job: SpeakingJob) => SpokenSound;

export function speakingWith(sherpa: Pick<Sherpa, "OfflineTts">, { config }: LoadableModel): Speak {
  const tts = new sherpa.OfflineTts(config);
  return (job) => {
    if (job.do === "load") return { audio: new Uint8Array(0) };
    const { text, speaker, speed } = job;
    const { samples, sampleRate } = tts.generate({ text, sid: speaker, speed, enableExternalBuffer: false });
    return { audio: toTelephone(samples, sampleRate) };
  };
}
