/** A realtime model without a vendor: a small good one, which tests of the contract take apart. */
import type {
  Fault,
  ModelMessage,
  RealtimeModel,
  RealtimeOptions,
  RealtimeReply,
  RealtimeReplySink,
  RealtimeSession,
  RealtimeSink,
} from "@offhook/engine/ports";
import { tonalSpeech } from "@offhook/twin-kit";
import type { Believed, RealtimeSample, RealtimeScene } from "./realtime-clauses.ts";

const HEARD = "When are you open on Saturday?";
const SPEECH = tonalSpeech(HEARD).audio;
const WORD_EVERY_MS = 3;
const DEADLINE_MS = 100;

const fault = (code: string): Fault => ({ code, message: "Scripted.", retryable: true, provider: "scripted" });

interface Said extends Believed {
  heard: "all" | "nothing" | "unknown";
}

export class ScriptedRealtime implements RealtimeSample {
  readonly speech = SPEECH;
  readonly canCut = true;
  readonly model: RealtimeModel;
  private readonly scenes: RealtimeScene[];
  private told: readonly ModelMessage[] = [];
  private replies: Said[] = [];
  private session: ScriptedSession | null = null;

  constructor(scenes: readonly RealtimeScene[]) {
    this.scenes = [...scenes];
    this.model = {
      id: "scripted/realtime",
      formats: [{ encoding: "mulaw", sampleRateHz: 8_000 }],
      open: (_: RealtimeOptions, sink: RealtimeSink) => {
        this.session = new ScriptedSession(sink, (messages) => this.next(messages));
        return this.session;
      },
    };
  }

  /** What the call says, and what it does not say yet: the last reply. */
  believed(): readonly Believed[] {
    const texts = this.told.flatMap(({ role, content }): Believed[] =>
      role === "assistant" ? this.apart(content) : [{ role, text: content }],
    );
    const last = this.replies.at(-1);
    const isTold = last?.heard !== "unknown" || texts.some(({ text }) => text === last.text);
    return last && !isTold ? [...texts, last] : texts;
  }

  lose(): void {
    this.session?.lose();
  }

  close(): void {}

  private apart(content: string): Believed[] {
    const own = this.replies.find(({ text }) => content.startsWith(text) && content !== text);
    const texts = own ? [own.text, content.slice(own.text.length).trim()] : [content];
    return texts.map((text) => ({ role: "assistant", text }));
  }

  private next(messages: readonly ModelMessage[]): { scene: RealtimeScene | undefined; said: Said } {
    const scene = this.scenes.shift();
    this.told = messages.filter(({ role }) => role !== "system");
    const said: Said = { role: "assistant", text: scene?.does === "says" ? scene.text : "", heard: "unknown" };
    this.replies.push(said);
    return { scene, said };
  }
}

class ScriptedSession implements RealtimeSession {
  private readonly sink: RealtimeSink;
  private readonly next: (messages: readonly ModelMessage[]) => { scene: RealtimeScene | undefined; said: Said };
  private over = false;
  private span: { startAudioMs: number; endAudioMs: number } | null = null;
  private current: ((code: string | null) => void) | null = null;

  constructor(sink: RealtimeSink, next: ScriptedSession["next"]) {
    this.sink = sink;
    this.next = next;
    setTimeout(() => !this.over && sink.opened(), 2);
  }

  push(audio: Uint8Array, audioMs: number): void {
    if (this.span) this.span.endAudioMs = audioMs + audio.length / 8;
  }

  speechStarted(audioMs: number): void {
    this.span ??= { startAudioMs: audioMs, endAudioMs: audioMs };
  }

  respond({ messages }: { messages: readonly ModelMessage[] }, sink: RealtimeReplySink): RealtimeReply {
    if (this.over) return failedReply(sink);
    this.current?.("reply-superseded");
    const { scene, said } = this.next(messages);
    const { span } = this;
    this.span = null;
    if (span) setTimeout(() => !this.over && this.sink.heard({ text: HEARD, ...span, confidence: null }), 5);
    let wanted = true;
    const end = (code: string | null): void => {
      if (!wanted) return;
      wanted = false;
      this.current = null;
      if (code) sink.fault(fault(code));
    };
    this.current = end;
    play(scene, sink, () => wanted && !this.over, end);
    return {
      cancel: () => {
        wanted = false;
        if (said.heard === "unknown") said.heard = "nothing";
      },
      heard: (audioMs) => {
        said.heard = audioMs > 0 ? "all" : "nothing";
      },
    };
  }

  lose(): void {
    this.current?.("session-lost");
    this.over = true;
    this.sink.fault(fault("session-lost"));
  }

  close(): void {
    this.over = true;
  }
}

function failedReply(sink: RealtimeReplySink): RealtimeReply {
  let wanted = true;
  setTimeout(() => wanted && sink.fault(fault("session-lost")), 1);
  return {
    cancel() {
      wanted = false;
    },
    heard() {},
  };
}

function play(
  scene: RealtimeScene | undefined,
  sink: RealtimeReplySink,
  isWanted: () => boolean,
  end: (code: string | null) => void,
): void {
  const later = (ms: number, run: () => void): void => {
    setTimeout(() => isWanted() && run(), ms);
  };
  const done = (because: "stop" | "tool-calls"): void => {
    const usage = { inputTokens: 12, cachedTokens: 0, outputTokens: 7, audioOutputTokens: 40 };
    end(null);
    sink.done({ because, usage });
  };
  if (!scene || scene.does === "hangs") return later(DEADLINE_MS, () => end("reply-late"));
  if (scene.does === "fails") return later(2, () => end("reply-failed"));
  if (scene.does === "calls") {
    return later(2, () => {
      for (const { id, name, args } of scene.calls) sink.toolCall({ id, name, argumentsJson: JSON.stringify(args) });
      done("tool-calls");
    });
  }
  const words = scene.text.match(/\S+\s*/g) ?? [];
  for (const [index, word] of words.entries()) {
    later((index + 1) * WORD_EVERY_MS, () => {
      sink.text(word);
      sink.audio(tonalSpeech(word).audio);
      if (index === words.length - 1) done("stop");
    });
  }
}
