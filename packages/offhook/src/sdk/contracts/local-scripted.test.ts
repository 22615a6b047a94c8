/**
 * A streaming transcriber and a voice over scripted models, since none of their weights can be had without a network: what
 * is around the model (streams, places, rates, speed, ends) is the code that runs with a real one.
 */
import { noise } from "@offhook/engine/audio";
import type { Cancellable, Result } from "@offhook/engine/ports";
import { localTranscriber, localVoice, transcriberOver, voiceOver } from "@offhook/provider-local";
import { describe, expect, it } from "vitest";
import type { FoundModel } from "../../../../providers/local/src/models/find-model.ts";
import type {
  OnlineRecognizer,
  OnlineStream,
  Sherpa,
  Waveform,
} from "../../../../providers/local/src/models/sherpa.ts";
import { hearingWith } from "../../../../providers/local/src/transcriber/hearing.ts";
import { speakingWith } from "../../../../providers/local/src/voice/speaking.ts";
import { aWhile, eventually, joined, listenWith, pushInFrames, quiet, speakWith } from "./heard-speech.ts";
import { describeTranscriberContract } from "./transcriber-contract.ts";
import { describeVoiceContract } from "./voice-contract.ts";

const WORDS = "would like to book an appointment please".split(" ");
const SAMPLES_A_WORD = 16_000 * 0.3;

interface ScriptedStream extends OnlineStream {
  loud: number;
  heard: number;
  ended: boolean;
}

/** Hears a word in every 300 ms of sound, one behind until the end; counts the streams that it made. */
class ScriptedRecognizer implements OnlineRecognizer {
  static streams = 0;

  createStream(): ScriptedStream {
    ScriptedRecognizer.streams++;
    const stream: ScriptedStream = {
      ...{ loud: 0, heard: 0, ended: false },
      acceptWaveform: ({ samples }) => {
        stream.loud += samples.filter((sample) => Math.abs(sample) > 0.01).length;
      },
      inputFinished: () => {
        stream.ended = true;
      },
    };
    return stream;
  }

  isReady = (stream: OnlineStream) => this.due(stream) > (stream as ScriptedStream).heard;
  decode = (stream: OnlineStream) => {
    (stream as ScriptedStream).heard++;
  };
  getResult = (stream: OnlineStream) => ({ text: ` ${WORDS.slice(0, (stream as ScriptedStream).heard).join(" ")}` });

  private due(stream: OnlineStream): number {
    const { loud, ended } = stream as ScriptedStream;
    return Math.min(WORDS.length, Math.floor(loud / SAMPLES_A_WORD) + (ended && loud > 0 ? 1 : 0));
  }
}

/** Noise as long as the text takes at this speed, at Piper's rate. */
class ScriptedTts {
  generate({ text, speed }: { text: string; speed: number }): Waveform {
    const pcm = noise({ seed: 3, durationMs: (text.length * 60) / speed, levelDb: -20, sampleRateHz: 16_000 });
    const samples = new Float32Array(Math.round((pcm.length * 22_050) / 16_000));
    for (let index = 0; index < samples.length; index++) samples[index] = (pcm[index % pcm.length] ?? 0) / 32_768;
    return { samples, sampleRate: 22_050 };
  }
}

const sherpa = { OnlineRecognizer: ScriptedRecognizer, OfflineTts: ScriptedTts } as unknown as Sherpa;

/** A process of one's own thread: answers later, one after the other. */
function linkTo<Job, Value>(handle: (job: Job) => Value) {
  const told: Job[] = [];
  const ask = (job: Job, answer: (result: Result<Value>) => void): Cancellable => {
    told.push(job);
    const timer = setTimeout(() => answer({ ok: true, value: handle(job) }), 1);
    return { cancel: () => clearTimeout(timer) };
  };
  return { told, ask, tell: (job: Job) => void ask(job, () => {}) };
}

const modelOf = (kind: "streaming-transducer" | "piper", language: string | null = null): Result<FoundModel> => ({
  ok: true,
  value: {
    ...{
      id: "local/scripted",
      folder: "/m",
      kind,
      does: kind === "piper" ? "speaks" : "hears",
      files: {},
      lexicons: [],
    },
    ...{ language, modelType: null },
  },
});

function streaming() {
  const link = linkTo(hearingWith(sherpa, { kind: "streaming-transducer", config: {} }));
  return {
    link,
    make: () =>
      transcriberOver(
        "local/scripted",
        () => modelOf("streaming-transducer"),
        () => link,
      ),
  };
}

function speaking(language: string | null = null) {
  const link = linkTo(speakingWith(sherpa, { kind: "piper", config: {} }));
  const parts = { id: "local/scripted", speaker: 3, find: () => modelOf("piper", language), linkTo: () => link };
  return { link, make: () => voiceOver(parts) };
}

const sound = async (text: string) => {
  const spoken = speakWith(speaking().make(), text);
  await eventually(() => spoken.ends).toBe(1);
  return spoken.audio;
};

describeTranscriberContract("a local streaming transcriber over a scripted model", async () => ({
  make: streaming().make,
  speech: await sound("about one and a half seconds"),
}));
describeVoiceContract("a local voice over a scripted model", speaking().make);

describe("a streaming model", () => {
  it("gives words while the caller speaks, each text once, and the whole at the pause", async () => {
    const call = listenWith(streaming().make());
    const speech = await sound("so long that three words come");
    const endMs = 500 + speech.length / 8;
    pushInFrames(call.session, quiet(500));
    call.session.speechStarted(500);
    for (let at = 0; at < speech.length; at += 800) {
      pushInFrames(call.session, speech.subarray(at, at + 800), 500 + at / 8);
      await aWhile(4);
    }
    await eventually(() => call.partials.length).toBeGreaterThanOrEqual(3);
    expect(call.finals).toEqual([]);
    pushInFrames(call.session, quiet(100), endMs);
    call.session.speechPaused(endMs);
    await aWhile(20);
    expect(call.finals).toEqual([]);
    pushInFrames(call.session, quiet(100), endMs + 100);
    await eventually(() => call.finals).toHaveLength(1);
    const texts = call.partials.map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect(call.finals[0]).toMatchObject({ startAudioMs: 500, endAudioMs: endMs });
    expect(call.finals[0]?.text.startsWith(texts.at(-1) ?? "?")).toBe(true);
    expect(call.partials[0]).toMatchObject({ text: "would", startAudioMs: 500 });
    call.session.close();
  });

  it("hears a second sentence apart from the first", async () => {
    const call = listenWith(streaming().make());
    const speech = await sound("ten words");
    const lengthMs = speech.length / 8;
    for (const startMs of [500, 4_000]) {
      pushInFrames(call.session, joined(quiet(500), speech, quiet(300)), startMs - 500);
      call.session.speechStarted(startMs);
      call.session.speechPaused(startMs + lengthMs);
    }
    await eventually(() => call.finals).toHaveLength(2);
    expect(call.finals.map(({ startAudioMs }) => startAudioMs)).toEqual([500, 4_000]);
    expect(call.finals[1]?.text).toBe(call.finals[0]?.text);
    call.session.close();
  });

  it("is asked again only once it has answered, with all that came meanwhile", async () => {
    const { link, make } = streaming();
    const call = listenWith(make());
    const speech = await sound("so long that three words come");
    call.session.speechStarted(0);
    pushInFrames(call.session, speech);
    expect(link.told.filter((job) => job.do === "stream")).toHaveLength(1);
    await eventually(() => link.told.filter((job) => job.do === "stream")).toHaveLength(2);
    const sent = link.told.flatMap((job) => (job.do === "stream" ? [job.audio.length] : []));
    expect(sent[0]).toBe(640);
    expect(640 + (sent[1] ?? 0)).toBe(speech.length);
    call.session.close();
    expect(link.told.at(-1)).toMatchObject({ do: "forget" });
  });

  it("that fails says so once", async () => {
    const fault = { code: "local-process-lost", message: "", retryable: true };
    const answers: ((result: Result<never>) => void)[] = [];
    const link = {
      ask: (_: unknown, answer: (result: Result<never>) => void) => {
        answers.push(answer);
        return { cancel() {} };
      },
      tell: () => {},
    };
    const call = listenWith(
      transcriberOver(
        "local/scripted",
        () => modelOf("streaming-transducer"),
        () => link,
      ),
    );
    const speech = await sound("some words");
    call.session.speechStarted(0);
    pushInFrames(call.session, speech);
    for (const answer of answers) answer({ ok: false, fault });
    pushInFrames(call.session, speech, 2_000);
    call.session.speechPaused(2_500);
    expect(call.faults).toEqual([fault]);
    expect(call.finals).toEqual([]);
  });
});

describe("a voice", () => {
  it("passes speed and speaker on, and is as long as the model's sound", async () => {
    const { link, make } = speaking();
    const voice = make();
    const [usual, slow] = [speakWith(voice, "Good morning."), speakWith(voice, "Good morning.", { speed: 0.8 })];
    await eventually(() => usual.ends + slow.ends).toBe(2);
    expect(link.told).toMatchObject([{ do: "speak", text: "Good morning.", speaker: 3, speed: 1 }, { speed: 0.8 }]);
    expect(usual.audio.length).toBe(13 * 60 * 8);
    expect(Math.abs(slow.audio.length - (13 * 60 * 8) / 0.8)).toBeLessThan(8);
    expect(voice.id).toBe("local/scripted/3");
  });

  it("is loaded while the greeting plays, but not for a language that is not its own", async () => {
    const { link, make } = speaking("ru");
    make().prepare?.("en");
    expect(link.told).toEqual([]);
    make().prepare?.("ru-RU");
    expect(link.told).toEqual([{ do: "load" }]);
    const refused = speakWith(make(), "Good morning.");
    await eventually(() => refused.faults[0]?.code).toBe("local-language-unsupported");
  });

  it("without words or a folder ends with a fault", async () => {
    const silent = speakWith(speaking().make(), "…!");
    await eventually(() => silent.faults[0]?.code).toBe("local-nothing-to-say");
    const lost = speakWith(localVoice({ model: "none", environment: { OFFHOOK_MODELS: "/nowhere" } }), "Hello.");
    await eventually(() => lost.faults[0]?.message).toContain("There is no folder /nowhere.");
  });
});

describe("a model in the wrong place", () => {
  it("does not hear if it speaks", async () => {
    const call = listenWith(
      transcriberOver(
        "local/scripted",
        () => modelOf("piper"),
        () => streaming().link,
      ),
    );
    await eventually(() => call.faults[0]?.code).toBe("local-model-wrong-place");
    call.session.close();
  });

  it("says nothing once the call is over", async () => {
    const call = listenWith(localTranscriber({ model: "none", environment: { OFFHOOK_MODELS: "/nowhere" } }));
    call.session.close();
    await aWhile(20);
    expect(call.faults).toEqual([]);
  });
});
