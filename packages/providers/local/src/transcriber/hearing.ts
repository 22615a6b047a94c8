/** In a hearing model's process: µ-law of callers in, words out. One model, shared by all calls. */
import { createResampler, mulawToPcm, type Resampler, resample } from "@offhook/engine/audio";
import type { OfflineRecognizer, OnlineRecognizer, OnlineStream, Sherpa, Waveform } from "../models/sherpa.ts";
import { type LoadableModel, MODEL_RATE_HZ } from "../models/sherpa-config.ts";
import type { HearingJob, HearingWords } from "./hearing-job.ts";

export type Hear = (job: HearingJob) => HearingWords;

/** Some models fail, and take the process with them, on less than a few frames of features. */
const LEAST_SAMPLES = MODEL_RATE_HZ / 2;
/** A streaming model gives a word only once it has seen its whole chunk, some 320 ms, and what it looks ahead. */
const STREAM_TAIL_SAMPLES = (MODEL_RATE_HZ * 660) / 1_000;

const NOTHING: HearingWords = { text: "" };

export function hearingWith(sherpa: Sherpa, { kind, config }: LoadableModel): Hear {
  return kind === "streaming-transducer"
    ? streamsOf(new sherpa.OnlineRecognizer(config))
    : utterancesOf(new sherpa.OfflineRecognizer(config));
}

function utterancesOf(recognizer: OfflineRecognizer): Hear {
  return (job) => {
    if (job.do !== "decode") return NOTHING;
    const stream = recognizer.createStream();
    stream.acceptWaveform(waveform(resample(mulawToPcm(job.audio), 8_000, MODEL_RATE_HZ), LEAST_SAMPLES));
    recognizer.decode(stream);
    return { text: recognizer.getResult(stream).text.trim() };
  };
}

interface Heard {
  stream: OnlineStream;
  resampler: Resampler;
}

function streamsOf(recognizer: OnlineRecognizer): Hear {
  const streams = new Map<number, Heard>();
  return (job) => {
    if (job.do === "forget") streams.delete(job.stream);
    if (job.do !== "stream") return NOTHING;
    const heard = streams.get(job.stream) ?? {
      stream: recognizer.createStream(),
      resampler: createResampler(8_000, MODEL_RATE_HZ),
    };
    const { stream, resampler } = heard;
    stream.acceptWaveform(waveform(resampler.push(mulawToPcm(job.audio))));
    if (job.end) {
      stream.acceptWaveform(waveform(resampler.flush()));
      stream.acceptWaveform({ samples: new Float32Array(STREAM_TAIL_SAMPLES), sampleRate: MODEL_RATE_HZ });
      stream.inputFinished();
      streams.delete(job.stream);
    } else streams.set(job.stream, heard);
    while (recognizer.isReady(stream)) recognizer.decode(stream);
    return { text: recognizer.getResult(stream).text.trim() };
  };
}

/** At least so many samples, with silence behind. */
function waveform(pcm: Int16Array, least = 0): Waveform {
  const samples = new Float32Array(Math.max(pcm.length, least));
  for (let index = 0; index < pcm.length; index++) samples[index] = (pcm[index] as number) / 32_768;
  return { samples, sampleRate: MODEL_RATE_HZ };
}
