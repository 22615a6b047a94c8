/**
 * Sounds that are not speech, made from seeds: each seed is another throat, another door, another street. They stand in
 * where no recording is at hand; the page keeps them apart from real ones. Pure, 8 kHz.
 */
import { dbToGain, join, levelDbOfPcm, noise, samplesIn, seededRandom, silence } from "@offhook/engine/audio";

const RATE_HZ = 8_000;
type Random = () => number;
const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

export function atLevel(pcm: Int16Array, levelDb: number): Int16Array {
  const gain = dbToGain(levelDb - levelDbOfPcm(pcm));
  return pcm.map((sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * gain))));
}

function render(durationMs: number, sample: (ms: number, index: number) => number): Int16Array {
  const wave = Float64Array.from({ length: samplesIn(durationMs) }, (_, index) => sample(index / 8, index));
  let peak = 1e-9;
  for (const value of wave) peak = Math.max(peak, Math.abs(value));
  return Int16Array.from(wave, (value) => Math.round((value / peak) * 20_000));
}

/** Two poles: rings at `hz`, the narrower the longer. */
function resonator(hz: number, bandwidthHz: number): (input: number) => number {
  const radius = Math.exp((-Math.PI * bandwidthHz) / RATE_HZ);
  const cosine = 2 * radius * Math.cos((2 * Math.PI * hz) / RATE_HZ);
  let one = 0;
  let two = 0;
  return (input) => {
    const out = input + cosine * one - radius * radius * two;
    two = one;
    one = out;
    return out;
  };
}

/**
 * A cough: the burst of the opening glottis, 100–250 ms of turbulence through the mouth's resonances, and in two of
 * three the voiced end that real coughs have. One to four of them.
 */
export function madeCough(seed: number): Int16Array {
  const random = seededRandom(seed * 7_919 + 1);
  const count = pick(random, [1, 2, 2, 3, 4]);
  const pieces: Int16Array[] = [];
  for (let at = 0; at < count; at++) {
    if (at > 0) pieces.push(silence(between(random, 90, 260)));
    pieces.push(oneCough(random, 1 - 0.15 * at));
  }
  return join(...pieces);
}

function oneCough(random: Random, loudness: number): Int16Array {
  const noisyMs = between(random, 100, 250);
  const voicedMs = random() < 0.66 ? between(random, 50, 160) : 0;
  const decayMs = between(random, 40, 90);
  const mouth = [resonator(between(random, 450, 750), 420), resonator(between(random, 1_100, 1_800), 500)];
  const high = resonator(between(random, 2_300, 3_000), 700);
  const fromHz = between(random, 170, 380);
  let phase = 0;
  return render(noisyMs + voicedMs, (ms) => {
    const turbulence = Math.min(1, ms / 4) * (ms < 30 ? 1.6 : 1) * Math.exp(-Math.max(0, ms - 30) / decayMs);
    const share = (ms - noisyMs) / Math.max(1, voicedMs);
    phase += (fromHz * (1 - 0.3 * Math.max(0, share))) / RATE_HZ;
    const voice = share > 0 ? Math.sin(Math.PI * Math.min(1, share)) * (phase % 1 < 0.1 ? 2.5 : -0.25) : 0;
    const source = turbulence * (random() * 2 - 1) * 2 + voice + (random() - 0.5) * 0.1 * (share > 0 ? 1 : 0);
    return loudness * (mouth.reduce((sum, formant) => sum + formant(source), 0) * 0.4 + high(source) * 0.2);
  });
}

/** A slam, knocking, a latch, or a creak. */
export function madeDoor(seed: number): Int16Array {
  const random = seededRandom(seed * 104_729 + 3);
  const kind = pick(random, ["slam", "knock", "latch", "creak"] as const);
  if (kind === "slam") return join(latch(random), silence(between(random, 30, 120)), slam(random));
  if (kind === "latch") return join(latch(random), silence(between(random, 80, 400)), latch(random));
  if (kind === "creak") return join(creak(random), slam(random));
  const gapMs = between(random, 120, 260);
  return join(...Array.from({ length: pick(random, [2, 3, 4, 5]) }, () => join(knock(random), silence(gapMs))));
}

function slam(random: Random): Int16Array {
  const modes = Array.from({ length: 5 }, () => resonator(between(random, 60, 480), between(random, 8, 40)));
  const rattle = between(random, 0.05, 0.3);
  return render(between(random, 350, 800), (ms) => {
    const hit = ms < 12 ? random() * 2 - 1 : (random() * 2 - 1) * rattle * Math.exp(-ms / 120);
    return modes.reduce((sum, mode) => sum + mode(hit), 0) + hit * 2;
  });
}

function knock(random: Random): Int16Array {
  const wood = [resonator(between(random, 180, 420), 60), resonator(between(random, 600, 1_200), 140)];
  return render(110, (ms) => {
    const hit = ms < 5 ? random() * 2 - 1 : 0;
    return wood.reduce((sum, mode) => sum + mode(hit), 0);
  });
}

function latch(random: Random): Int16Array {
  const metal = [resonator(between(random, 900, 1_600), 90), resonator(between(random, 2_000, 3_400), 150)];
  return render(90, (ms) => {
    const hit = ms < 3 || (ms > 35 && ms < 38) ? random() * 2 - 1 : 0;
    return metal.reduce((sum, mode) => sum + mode(hit), 0);
  });
}

/** Stick and slip: a pulse train with a wandering rate, so it does have a pitch. */
function creak(random: Random): Int16Array {
  const fromHz = between(random, 30, 160);
  const toHz = fromHz * between(random, 0.6, 2.2);
  const durationMs = between(random, 300, 1_200);
  const body = [resonator(between(random, 500, 1_000), 90), resonator(between(random, 1_300, 2_600), 140)];
  let phase = 0;
  return render(durationMs, (ms) => {
    phase += ((fromHz + ((toHz - fromHz) * ms) / durationMs) * between(random, 0.85, 1.15)) / RATE_HZ;
    const slip = phase >= 1 ? between(random, 0.5, 1) : 0;
    phase %= 1;
    return body.reduce((sum, mode) => sum + mode(slip), 0) * Math.sin((Math.PI * ms) / durationMs);
  });
}

/** Traffic, with in each second seed a horn, a siren, a motorbike or steps in it. */
export function madeStreet(seed: number): Int16Array {
  const random = seededRandom(seed * 15_485_863 + 5);
  const durationMs = between(random, 2_500, 4_500);
  const traffic = passing(random, durationMs);
  const extra = pick(random, ["nothing", "nothing", "horn", "siren", "motorbike", "steps"] as const);
  if (extra === "nothing") return traffic;
  const made = { horn, siren, motorbike, steps }[extra](random, durationMs);
  return mixAt(traffic, made, between(random, 0.5, 1.5));
}

function mixAt(base: Int16Array, added: Int16Array, gain: number): Int16Array {
  return base.map((sample, index) => Math.round(sample * 0.5 + (added[index] ?? 0) * 0.5 * gain));
}

/** One vehicle after another: low rumble and the hiss of tyres, swelling and dying away. */
function passing(random: Random, durationMs: number): Int16Array {
  const peaks = Array.from({ length: 3 }, () => ({
    at: between(random, 0, durationMs),
    wide: between(random, 300, 1_200),
  }));
  const engine = resonator(between(random, 60, 140), 50);
  let low = 0;
  return render(durationMs, (ms) => {
    const white = random() * 2 - 1;
    low += 0.08 * (white - low);
    const swell = peaks.reduce((sum, { at, wide }) => sum + Math.exp(-(((ms - at) / wide) ** 2)), 0.25);
    return swell * (low * 3 + engine(white) * 0.08 + white * 0.15);
  });
}

function horn(random: Random, durationMs: number): Int16Array {
  const hz = between(random, 320, 480);
  const startMs = between(random, 200, durationMs / 2);
  const lengthMs = between(random, 150, 1_200);
  return render(durationMs, (ms) => {
    if (ms < startMs || ms > startMs + lengthMs) return 0;
    const angle = (2 * Math.PI * ms) / 1_000;
    return [hz, hz * 1.26].reduce((sum, one) => sum + Math.tanh(3 * Math.sin(angle * one)), 0);
  });
}

function siren(random: Random, durationMs: number): Int16Array {
  const lowHz = between(random, 450, 700);
  const sweepMs = between(random, 350, 2_500);
  let phase = 0;
  return render(durationMs, (ms) => {
    phase += (2 * Math.PI * lowHz * (1 + 0.5 * (1 + Math.sin((2 * Math.PI * ms) / sweepMs)))) / RATE_HZ;
    return Math.tanh(2 * Math.sin(phase));
  });
}

function motorbike(random: Random, durationMs: number): Int16Array {
  const hz = between(random, 45, 130);
  const exhaust = [resonator(between(random, 150, 300), 80), resonator(between(random, 500, 900), 200)];
  let phase = 0;
  return render(durationMs, (ms) => {
    phase += (hz * (1 + 0.6 * Math.sin((Math.PI * ms) / durationMs)) * between(random, 0.95, 1.05)) / RATE_HZ;
    const fires = phase >= 1 ? between(random, 0.6, 1) : 0;
    phase %= 1;
    return exhaust.reduce((sum, mode) => sum + mode(fires + (random() - 0.5) * 0.05), 0);
  });
}

function steps(random: Random, durationMs: number): Int16Array {
  const everyMs = between(random, 420, 650);
  const sole = resonator(between(random, 120, 260), 70);
  return render(durationMs, (ms) => {
    const since = ms % everyMs;
    const hit = since < 6 ? random() * 2 - 1 : (random() * 2 - 1) * 0.25 * Math.exp(-since / 30);
    return sole(hit) + hit * 0.3;
  });
}

/** Chords and a tune over a beat: television's music. */
export function madeMusic(seed: number): Int16Array {
  const random = seededRandom(seed * 32_452_843 + 7);
  const beatMs = between(random, 280, 620);
  const rootHz = between(random, 110, 220);
  const tune = Array.from({ length: 16 }, () => 2 * rootHz * 2 ** (pick(random, [0, 2, 4, 5, 7, 9, 11, 12]) / 12));
  const bright = between(random, 0.2, 0.6);
  return render(between(random, 3_000, 5_000), (ms) => {
    const beat = Math.floor(ms / beatMs);
    const within = ms - beat * beatMs;
    const angle = (2 * Math.PI * ms) / 1_000;
    const chord = [1, 1.26, 1.5].reduce((sum, ratio) => sum + Math.sin(angle * rootHz * ratio), 0) * 0.25;
    const lead = tune[beat % tune.length] as number;
    const wave =
      Math.sin(angle * lead) + bright * Math.sin(2 * angle * lead) + bright ** 2 * Math.sin(3 * angle * lead);
    const drum = (random() * 2 - 1) * Math.exp(-within / 25) * (beat % 2 === 0 ? 0.8 : 0.4);
    return chord + wave * Math.exp(-within / 300) + drum;
  });
}

/** "Mm-hm", "uh-huh" and "mm" as a closed or half-open mouth makes them; text voices read them as letters. */
export function madeHum(seed: number): Int16Array {
  const random = seededRandom(seed * 49_979_687 + 11);
  const pitchHz = between(random, 85, 230);
  const parts = pick(random, [1, 2, 2, 2]);
  const open = random() < 0.35;
  const pieces: Int16Array[] = [];
  for (let at = 0; at < parts; at++) {
    if (at > 0) pieces.push(noise({ seed, durationMs: between(random, 30, 80), levelDb: -45 }));
    const rises = at === parts - 1 ? between(random, 0.95, 1.35) : between(random, 0.85, 1);
    pieces.push(hummed(random, { pitchHz, rises, open, durationMs: between(random, 140, 280) }));
  }
  return join(...pieces);
}

function hummed(
  random: Random,
  { pitchHz, rises, open, durationMs }: { pitchHz: number; rises: number; open: boolean; durationMs: number },
): Int16Array {
  const formants = open
    ? [resonator(600, 90), resonator(1_150, 120), resonator(2_400, 200)]
    : [resonator(250, 60), resonator(1_050, 200)];
  const weights = open ? [1, 0.5, 0.15] : [1, 0.06];
  let phase = 0;
  return render(durationMs, (ms) => {
    const share = ms / durationMs;
    phase += (pitchHz * (1 + (rises - 1) * share) * between(random, 0.99, 1.01)) / RATE_HZ;
    const pulse = phase >= 1 ? 1 : 0;
    phase %= 1;
    const breath = (random() - 0.5) * 0.02;
    const envelope = Math.sin(Math.PI * share) ** 0.6;
    return formants.reduce((sum, formant, at) => sum + (weights[at] as number) * formant(pulse + breath), 0) * envelope;
  });
}
