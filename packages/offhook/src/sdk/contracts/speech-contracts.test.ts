/** The embedded voice and transcriber keep their contracts, scripted ones too, and broken ones fail every clause. */
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import type { Transcriber, Voice, VoiceSink } from "@offhook/engine/ports";
import { embeddedTranscriber, embeddedVoice } from "@offhook/provider-embedded";
import { describe, expect, it } from "vitest";
import { TRANSCRIBER_CLAUSES, type TranscriberSample } from "./transcriber-clauses.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";
import { speakOnce, VOICE_CLAUSES } from "./voice-clauses.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const speechOf = (text: string): Uint8Array =>
  pcmToMulaw(noise({ durationMs: (text.length / 14) * 1_000, levelDb: -20, seed: text.length + 1 }));

/** Noise as long as the text; `change` tampers with what the sink is told. */
const scriptedVoice = (change: (sink: VoiceSink) => Partial<VoiceSink> = () => ({}), cancels = true): Voice => ({
  id: "scripted",
  formats: [],
  synthesize({ text }, sink) {
    const tampered = { ...sink, ...change(sink) };
    const timer = setTimeout(() => {
      if (text) tampered.audio(speechOf(text));
      tampered.done();
    }, 5);
    return { cancel: () => (cancels ? clearTimeout(timer) : undefined) };
  },
});

const spokenSample = async (): Promise<TranscriberSample> => {
  const { audio } = await speakOnce(embeddedVoice({ voice: "rms" }), "I would like to book an appointment.");
  return { make: () => embeddedTranscriber(), speech: audio };
};

const scriptedTranscriber = (text = "hello there", confidence: number | null = 0.9, obeys = true): Transcriber => ({
  id: "scripted",
  formats: [],
  open(_, sink) {
    let open = true;
    let loud = 0;
    return {
      push: (audio) => {
        loud += audio.filter((byte) => byte !== 0xff).length;
      },
      expect: () => {},
      speechStarted: () => {},
      speechPaused: (audioMs) => {
        setTimeout(() => {
          const words = {
            text: loud > 0 || !obeys ? text : "",
            startAudioMs: obeys ? 0 : audioMs + 9_000,
            endAudioMs: audioMs,
            confidence,
          };
          if (open || !obeys) sink.final({ ...words, endOfTurn: false });
        }, 5);
      },
      close: () => {
        open = false;
      },
    };
  },
});

describeVoiceContract("the embedded voice", () => embeddedVoice());
describeVoiceContract("a scripted voice", () => scriptedVoice());
describeTranscriberContract("the embedded transcriber", spokenSample);
describeTranscriberContract("a scripted transcriber", async () => ({
  make: () => scriptedTranscriber(),
  speech: speechOf("hello there"),
}));

const twice = (sink: VoiceSink) => ({
  done: () => {
    sink.done();
    sink.done();
  },
});
const early: Voice = {
  ...scriptedVoice(),
  synthesize: (_, sink) => {
    sink.audio(speechOf("hello"));
    sink.done();
    return { cancel: () => {} };
  },
};

const BROKEN_VOICES: Readonly<Record<string, Voice>> = {
  "has an id": { ...scriptedVoice(), id: " " },
  "says nothing before synthesize has returned": early,
  "ends once, and says nothing after it": scriptedVoice(twice),
  "gives telephone audio: as long as speech is, not silent, no file header": scriptedVoice((sink) => ({
    audio: (bytes) => sink.audio(new Uint8Array(bytes.length).fill(0xff)),
  })),
  "speaks longer for a longer text": scriptedVoice((sink) => ({
    audio: () => sink.audio(speechOf("always the same")),
  })),
  "gives word times in order and inside the audio, or none": scriptedVoice((sink) => ({
    done: () => {
      sink.words([{ word: "late", startMs: 90_000, endMs: 91_000 }]);
      sink.done();
    },
  })),
  "is silent after a cancel": scriptedVoice(() => ({}), false),
  "ends on an empty text too": scriptedVoice(twice),
};

const deaf = (make: () => Transcriber): TranscriberSample => ({ make, speech: speechOf("hello there") });
const BROKEN_TRANSCRIBERS: Readonly<Record<string, TranscriberSample>> = {
  "has an id": deaf(() => ({ ...scriptedTranscriber(), id: "" })),
  "finds words in speech, at their place": deaf(() => scriptedTranscriber("hello", 0.5, false)),
  "is sure between 0 and 1, or says null": deaf(() => scriptedTranscriber("hello", 90)),
  "finds no words in silence": deaf(() => scriptedTranscriber("thank you for watching", 0.9, false)),
  "says nothing once it is closed": deaf(() => scriptedTranscriber("hello", 0.9, false)),
  "takes chunks of any size, hints in any order, and never throws": deaf(() => ({
    ...scriptedTranscriber(),
    open: () => {
      throw new Error("no");
    },
  })),
};

const failing = async (check: () => Promise<void> | void): Promise<void> => check();

describe("a clause is broken by somebody", () => {
  for (const { name, check } of VOICE_CLAUSES) {
    it(`of voices: ${name}`, () => expect(failing(() => check(() => BROKEN_VOICES[name] as Voice))).rejects.toThrow());
  }
  for (const { name, check } of TRANSCRIBER_CLAUSES) {
    const sample = BROKEN_TRANSCRIBERS[name] as TranscriberSample;
    it(`of transcribers: ${name}`, () => expect(failing(() => check(sample))).rejects.toThrow());
  }
});
