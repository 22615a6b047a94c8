/** A clause that no broken realtime model fails proves nothing: for each there is one here that breaks it. */
import type {
  ModelRequest,
  RealtimeModel,
  RealtimeReply,
  RealtimeReplySink,
  RealtimeSession,
  RealtimeSink,
} from "@offhook/engine/ports";
import { describe, expect, it } from "vitest";
import { type MakeRealtime, REALTIME_CLAUSES, type RealtimeSample } from "./realtime-clauses.ts";
import { describeRealtimeContract } from "./realtime-contract.ts";
import { ScriptedRealtime } from "./scripted-realtime.ts";

describeRealtimeContract("a scripted realtime model", async (...scenes) => new ScriptedRealtime(scenes));

interface Tampering {
  model?: Partial<RealtimeModel>;
  sink?: (sink: RealtimeSink) => Partial<RealtimeSink>;
  replySink?: (sink: RealtimeReplySink) => Partial<RealtimeReplySink>;
  session?: (session: RealtimeSession) => Partial<RealtimeSession>;
  respond?: (session: RealtimeSession, request: ModelRequest, sink: RealtimeReplySink) => RealtimeReply;
  sample?: (sample: RealtimeSample) => Partial<RealtimeSample>;
}

/** A good one with something wrong. */
const tampered =
  ({ model, sink, replySink, session, respond, sample }: Tampering): MakeRealtime =>
  async (...scenes) => {
    const good = new ScriptedRealtime(scenes);
    const open: RealtimeModel["open"] = (options, real) => {
      const inner = good.model.open(options, { ...real, ...sink?.(real) });
      const whole: RealtimeSession = {
        push: (audio, audioMs) => inner.push(audio, audioMs),
        speechStarted: (audioMs) => inner.speechStarted(audioMs),
        respond(request, replies) {
          const tamperedSink = { ...replies, ...replySink?.(replies) };
          return respond ? respond(inner, request, tamperedSink) : inner.respond(request, tamperedSink);
        },
        close: () => inner.close(),
        ...session?.(inner),
      };
      return whole;
    };
    const rest: RealtimeSample = {
      model: { ...good.model, open, ...model },
      speech: good.speech,
      canCut: true,
      believed: () => good.believed(),
      lose: () => good.lose(),
      close: () => good.close(),
    };
    return { ...rest, ...sample?.(rest) };
  };

const NOTHING = { inputTokens: 1.5, cachedTokens: 0, outputTokens: 1 };
/** Talks on, and says so at once: on a busy machine all that was left to say may have come already. */
const neverCancels: Tampering["respond"] = (session, request, sink) => {
  const reply = session.respond(request, sink);
  return { cancel: () => sink.text("Still here."), heard: (ms) => reply.heard(ms) };
};

const BREAKS: Readonly<Record<string, MakeRealtime>> = {
  "has an id, and the telephone's format": tampered({ model: { id: "" } }),
  "says once that it is open, and not from within open": tampered({
    sink: (sink) => ({
      opened() {
        sink.opened();
        sink.opened();
      },
    }),
  }),
  "answers with words and the sound of them, and ends once": tampered({
    replySink: (sink) => ({ audio: (bytes) => sink.audio(bytes.map(() => 0xff)) }),
  }),
  "counts its tokens in whole numbers, those of sound apart, or says null": tampered({
    replySink: (sink) => ({ done: ({ because }) => sink.done({ because, usage: NOTHING }) }),
  }),
  "hears the caller's words itself, and tells where they stood": tampered({
    sink: (sink) => ({ heard: (words) => sink.heard({ ...words, startAudioMs: 0 }) }),
  }),
  "is silent once cancelled, cancelling twice is harmless, and the next reply is as ever": tampered({
    respond: neverCancels,
  }),
  "gives the reply that was asked for last, and mixes none": tampered({
    replySink: (sink) => ({ fault: () => sink.done({ because: "stop", usage: null }) }),
  }),
  "knows what others said before, in order and once": tampered({
    sample: (sample) => ({ believed: () => sample.believed().filter(({ role }) => role === "user") }),
  }),
  "believes that a cut reply ended where the caller stopped hearing it, where its vendor lets itself be told": tampered(
    {
      sample: (sample) => ({
        believed: () =>
          sample.believed().map((one) => (one.text.startsWith("We are open") ? { ...one, text: LONG_ANSWER } : one)),
      }),
    },
  ),
  "does not believe what it said to nobody, where its vendor lets itself be told": tampered({
    sample: (sample) => ({ believed: () => [{ role: "assistant", text: LONG_ANSWER }, ...sample.believed()] }),
  }),
  "gives tool calls whole, ends for them, and goes on from their results": tampered({
    replySink: (sink) => ({ toolCall: (call) => sink.toolCall({ ...call, id: "call" }) }),
  }),
  "reports a failed reply as a fault with a code, once, and answers the next": tampered({
    replySink: (sink) => ({ fault: (fault) => sink.fault({ ...fault, code: "Error 500" }) }),
  }),
  "ends a reply that does not come by a deadline of its own": tampered({ replySink: () => ({ fault() {} }) }),
  "fails its reply once and itself once when the connection is lost, and every reply after that": tampered({
    sink: (sink) => ({
      fault(fault) {
        sink.fault(fault);
        sink.fault(fault);
      },
    }),
  }),
  "says nothing once it is closed": tampered({ session: () => ({ close() {} }) }),
  "takes sound of any size, hints in any order, and never throws": tampered({
    session: () => ({
      push(audio) {
        if (audio.length === 0) throw new Error("empty");
      },
    }),
  }),
};

const LONG_ANSWER = "We are open from nine to five, and on Saturdays until noon.";

describe("a deliberately broken realtime model fails the clause that it", () => {
  for (const clause of REALTIME_CLAUSES) {
    it(clause.name, async () => {
      const make = BREAKS[clause.name];
      if (!make) throw new Error("No realtime model breaks this clause");
      await expect(clause.check(make)).rejects.toThrow();
    });
  }
});
