/** One clip as one call: the real tracker, core and transcriber, a scripted model and voice, and virtual time. */
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import { type CallParts, LiveCall, VoiceCache } from "@offhook/engine/call";
import { type AssistantDefinition, DEFAULT_TIMING, phrasesOf, type Timing } from "@offhook/engine/conversation";
import type { LogItem, Model, SpeechDetector, SpeechFrame, Voice } from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { VirtualClock } from "@offhook/engine/testing";
import type { Clip } from "./clips.ts";
import { ANSWER } from "./material.ts";
import { pacedTranscriber } from "./paced-transcriber.ts";
import { type Memory, rememberedTranscriber } from "./remembered-decodes.ts";

export interface ClipJob
  extends Pick<Clip, "id" | "className" | "kind" | "audio" | "openingEndMs" | "onsetMs" | "endMs"> {
  frames: SpeechFrame[];
  timing: Partial<Timing>;
}

/** What the log says, in the order of time. */
export interface Noted {
  atMs: number;
  kind: LogItem["kind"];
  type: string;
  data: Record<string, unknown>;
}

const TICK_MS = 20;
const TICK_BYTES = 160;
/** A batch of the detector waits 8 ms for other calls, and runs for one or two. */
const DETECTOR_MS = 10;
const LISTENED_MS = 2_500;
const WORTH_NOTING = new Set(
  "agent-paused false-interruption interruption-confirmed speech-dropped turn-ended turn-reopened clear-playout"
    .split(" ") //
    .concat(["resume-playout", "caller-speech-started", "caller-speech-progressed", "caller-speech-ended"])
    .concat(["transcript-partial", "transcript-final", "caller-turn", "audio-sent", "speech-without-words"]),
);

export async function runClip(job: ClipJob, memory: Memory | null): Promise<Noted[]> {
  const clock = new VirtualClock();
  const noted: Noted[] = [];
  const realFromMs = job.openingEndMs === 0 ? 0 : job.openingEndMs + 800;
  const transcriber = memory ? rememberedTranscriber(clock, realFromMs, memory) : pacedTranscriber(clock, realFromMs);
  const parts = partsOf(job, clock, noted, transcriber);
  const live = new LiveCall(parts);
  live.start();
  const nothing = (): void => {};
  const leg = { streamId: "MZ1", format: TELEPHONE_FORMAT, send: nothing, clear: nothing, close: nothing };
  const marks = markPlayer(clock);
  const sink = live.attach(
    { ...leg, send: marks.send, clear: marks.clear, mark: marks.mark },
    { epoch: 1, resumed: false },
  );
  marks.reached = sink.mark;
  for (let atMs = 0; atMs < job.audio.length / 8 - TICK_MS && !decided(job, noted, atMs); atMs += TICK_MS) {
    while (clock.runNext(atMs + TICK_MS)) await null;
    clock.moveTo(atMs + TICK_MS);
    sink.audio(job.audio.subarray(atMs * 8, atMs * 8 + TICK_BYTES), atMs);
    live.tick();
    await transcriber.pass(TICK_MS);
  }
  await live.release();
  await transcriber.drain();
  return noted;
}

/** Nothing that comes later could change what is measured. */
function decided(job: ClipJob, noted: readonly Noted[], atMs: number): boolean {
  if (job.className === "turn") return noted.some((one) => one.type === "turn-ended" && one.atMs > job.endMs);
  if (noted.some((one) => one.type === "speech-dropped" && one.atMs > job.onsetMs)) return true;
  return atMs > job.endMs + LISTENED_MS;
}

function partsOf(
  job: ClipJob,
  clock: VirtualClock,
  noted: Noted[],
  transcriber: CallParts["transcribers"][number],
): CallParts {
  const note = (items: readonly LogItem[]): void => {
    for (const { atMs, kind, type, data } of items) if (WORTH_NOTING.has(type)) noted.push({ atMs, kind, type, data });
  };
  return {
    pin: pinOf(job),
    clock,
    startedAtMs: 0,
    log: { append: note, flush: () => Promise.resolve({ ok: true, value: true }) },
    effects: {
      intend: () => Promise.resolve({ ok: true, value: { state: "new" } }),
      settle: () => Promise.resolve(),
    },
    transcribers: [transcriber],
    voices: [scriptedVoice],
    models: [scriptedModel(clock)],
    tools: [],
    detector: replayedDetector(job.frames, clock),
    cache: new VoiceCache(),
    control: { hangUp: () => {}, transfer: () => {}, finished: () => {} },
  };
}

/** Gives each frame when its audio has come, as late as the detector's thread would. */
function replayedDetector(frames: readonly SpeechFrame[], clock: VirtualClock): SpeechDetector {
  return {
    open(sink) {
      let next = 0;
      let open = true;
      return {
        push(audio, audioMs) {
          const untilMs = audioMs + audio.length / 8;
          for (let frame = frames[next]; frame && frame.audioMs + frame.durationMs <= untilMs; frame = frames[++next]) {
            const due = frame;
            clock.at(clock.nowMs() + DETECTOR_MS, () => open && sink.frame(due));
          }
        },
        close() {
          open = false;
        },
      };
    },
  };
}

/** The carrier's playout: a mark comes back once the audio before it has been played, or at once after `clear`. */
function markPlayer(clock: VirtualClock) {
  let playsUntilMs = 0;
  let waiting: { name: string; cancel(): void }[] = [];
  const player = {
    reached: (_name: string): void => {},
    send(audio: Uint8Array): void {
      playsUntilMs = Math.max(playsUntilMs, clock.nowMs()) + audio.length / 8;
    },
    mark(name: string): void {
      const timer = clock.at(Math.max(playsUntilMs, clock.nowMs()) + 30, () => {
        waiting = waiting.filter((one) => one.name !== name);
        player.reached(name);
      });
      waiting.push({ name, cancel: () => timer.cancel() });
    },
    clear(): void {
      playsUntilMs = 0;
      const flushed = waiting;
      waiting = [];
      for (const { name, cancel } of flushed) {
        cancel();
        clock.at(clock.nowMs() + 30, () => player.reached(name));
      }
    },
  };
  return player;
}

/** 65 ms a letter, as flite speaks; which sound does not matter, for no caller's line carries it back. */
const scriptedVoice: Voice = {
  id: "scripted",
  formats: [TELEPHONE_FORMAT],
  synthesize({ text }, sink) {
    queueMicrotask(() => {
      // Not silence: that would be cut down to a pause.
      sink.audio(pcmToMulaw(noise({ seed: 1, durationMs: text.length * 65, levelDb: -20 })));
      sink.done();
    });
    return { cancel: () => {} };
  },
};

function scriptedModel(clock: VirtualClock): Model {
  return {
    id: "scripted",
    generate(_request, sink) {
      const timer = clock.at(clock.nowMs() + 150, () => {
        sink.text(ANSWER);
        sink.done({ because: "stop", usage: null });
      });
      return { cancel: () => timer.cancel() };
    },
  };
}

const asksNumber = (job: ClipJob): boolean => job.kind === "number in groups";

/** People say a telephone number when they are asked for it. */
const NUMBER_FLOW: AssistantDefinition["flows"][number] = {
  id: "number",
  start: "phone",
  nodes: {
    phone: { type: "ask", slot: "phone", text: "Your number?", spec: { kind: "phone" }, next: { otherwise: "thanks" } },
    thanks: { type: "end", text: "Thank you." },
  },
};

function pinOf(job: ClipJob): CallParts["pin"] {
  const assistant: AssistantDefinition = {
    name: "Front desk",
    language: "en",
    timeZone: "Europe/London",
    firstMessage: job.className === "turn" && !asksNumber(job) ? "How can I help?" : "",
    disclosure: null,
    instructions: "",
    transcriber: [{ provider: "embedded" }],
    voice: [{ provider: "scripted" }],
    model: asksNumber(job) ? [] : [{ provider: "scripted" }],
    tools: [],
    flows: asksNumber(job) ? [NUMBER_FLOW] : [],
    people: [],
    timing: { ...DEFAULT_TIMING, ...job.timing },
    phrases: phrasesOf("en"),
    recording: false,
  };
  const numbers = { from: "+14155550100", to: "+14155550199" };
  const version = { engineVersion: "0.1.0", assistantId: "asst_bench", assistantVersion: 1, assistant };
  const rest = { direction: "inbound" as const, carrier: "twin", variables: {}, seed: 1 };
  return { callId: `call_${job.id}`, startedAt: "2026-11-22T10:00:00+00:00", ...version, ...numbers, ...rest };
}
