/** Pure audio: G.711, resampling, framing, levels, pitch, mixing, WAV files and test signals. */
export { createFramer, type Framer, MULAW_FRAME_BYTES, MULAW_FRAME_MS } from "./framing.ts";
export { dbToGain, join, mixPcm, noise, samplesIn, seededRandom, silence, tone } from "./generate.ts";
export { levelDbOfMulaw, levelDbOfPcm, peakDbOfPcm, SILENCE_DB } from "./levels.ts";
export { createMulawGain, mixMulaw } from "./mix.ts";
export { MULAW_SILENCE, mulawSample, mulawToPcm, pcmToMulaw } from "./mulaw.ts";
export { estimatePitch, type Pitch } from "./pitch.ts";
export { createResampler, type Resampler, resample, type SampleRateHz } from "./resample.ts";
export { parseWav, parseWavHeader, type WavAudio, type WavHeader, wavHeader, writeWav } from "./wav.ts";
