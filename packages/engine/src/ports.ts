/**
 * The interfaces that the outside implements: transcribers, voices, models, legs, logs, clocks, tools, speech detectors.
 * The engine knows them by these shapes alone. Every method here is synchronous, never throws for a remote fault, and
 * reports through its sink; faults are values. Each port has one contract suite in `testing/`.
 */

/** How audio is laid out on a wire. `mulaw` is G.711 µ-law, one byte a sample; `pcm16` is little-endian, two bytes. */
export interface AudioFormat {
  encoding: "mulaw" | "pcm16";
  sampleRateHz: 8_000 | 16_000 | 24_000;
}

/** What a Twilio stream and the embedded stack speak: µ-law at 8 kHz, 160 bytes are 20 ms. */
export const TELEPHONE_FORMAT: AudioFormat = Object.freeze({ encoding: "mulaw", sampleRateHz: 8_000 });

/** Something outside went wrong. Misuse throws; a fault is a value and the call goes on. */
export interface Fault {
  /** From the table in `faults.ts`, kebab-case: `voice-stalled`. */
  code: string;
  /** For the log and the operator; never spoken to a caller. */
  message: string;
  retryable: boolean;
  /** Who failed, such as `embedded` or `openai`. */
  provider?: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; fault: Fault };

/** Time for the shell. `nowMs` never decreases; its zero is the clock's own affair. */
export interface Clock {
  nowMs(): number;
  /** Calls back once at or after `atMs`. Cancelling twice is harmless. */
  at(atMs: number, run: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** Anything under way that can be called off. After `cancel` the sink hears nothing more. */
export interface Cancellable {
  cancel(): void;
}

// ── Transcriber ──────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Transcriber {
  /** Unique in a list, such as `embedded` or `deepgram/nova-3`. */
  readonly id: string;
  /** Best first; the call picks the first that its leg speaks. */
  readonly formats: readonly AudioFormat[];
  open(options: TranscriberOptions, sink: TranscriberSink): TranscriberSession;
}

export interface TranscriberOptions {
  format: AudioFormat;
  /** BCP 47, such as `en` or `ru`. */
  language: string;
}

export interface TranscriberSession {
  /** Caller's audio in arrival order. `audioMs` is the place of its first sample in the caller's stream. */
  push(audio: Uint8Array, audioMs: number): void;
  /** What the dialogue expects next; narrows a closed grammar. `null`: anything. */
  expect(expectation: Expectation | null): void;
  /** The VAD saw speech begin at `audioMs` (a hint: vendors with their own VAD ignore it). */
  speechStarted(audioMs: number): void;
  /** The VAD saw a pause begin at `audioMs`: a good moment to decode early. Speech may go on. */
  speechPaused(audioMs: number): void;
  close(): void;
}

export interface TranscriberSink {
  partial(words: Heard): void;
  /** Words that will not change (some vendors change them all the same; the core copes). */
  final(words: Heard & { endOfTurn: boolean }): void;
  fault(fault: Fault): void;
}

/** Words and where they stand in the caller's stream. An empty `text` says: speech, but no words. */
export interface Heard {
  text: string;
  startAudioMs: number;
  endAudioMs: number;
  /** 0–1, or null where the transcriber gives none. */
  confidence: number | null;
  /** Which recogniser won, where several stand behind one transcriber: `open` or `closed`. */
  by?: string;
  /** Of a running transcription: the transcriber takes these words for the whole turn already, and may take that back. */
  mayBeWhole?: boolean;
}

/** What the dialogue waits for, as data. The closed transcriber compiles `grammar` (JSGF rule bodies). */
export interface Expectation {
  /** Kind of the slot asked for, or `anything`. */
  kind: "date" | "time" | "number" | "digits" | "money" | "phone" | "name" | "yes-no" | "choice" | "text" | "anything";
  /** A complete JSGF grammar, or null when open speech is expected. */
  grammar: string | null;
  /** Phrases that are likely now (choices, names on a list): a bias for vendors that take one. */
  phrases: readonly string[];
}

// ── Voice ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Voice {
  /** Unique in a list, such as `embedded/slt`. Also the cache key's first part. */
  readonly id: string;
  readonly formats: readonly AudioFormat[];
  /** Its words are read instead of heard, as in a chat: the sound only stands for them, has no pace, costs nothing and is not kept. */
  readonly isWritten?: boolean;
  synthesize(request: VoiceRequest, sink: VoiceSink): Cancellable;
  /** A call has begun and will be spoken in this language: connect now, while the cached greeting plays. */
  prepare?(language: string): void;
  /** The call is over. */
  close?(): void;
}

export interface VoiceRequest {
  /** One clause or sentence, plain words only. */
  text: string;
  language: string;
  format: AudioFormat;
  /** 1 is the voice's own speed; 0.8 is slower. */
  speed: number;
}

export interface VoiceSink {
  /** Pieces of any length, in order, as fast as they come. */
  audio(bytes: Uint8Array): void;
  /** When each word begins and ends in this request's audio, if the voice knows. */
  words(words: readonly WordTime[]): void;
  done(): void;
  fault(fault: Fault): void;
}

export interface WordTime {
  word: string;
  startMs: number;
  endMs: number;
}

// ── Model ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Model {
  readonly id: string;
  generate(request: ModelRequest, sink: ModelSink): Cancellable;
  /** A call has begun: connect now, while the cached greeting plays. */
  prepare?(): void;
}

export interface ModelRequest {
  messages: readonly ModelMessage[];
  tools: readonly ToolDescription[];
  maxOutputTokens: number;
  /** Nobody else can be asked: what has not begun is waited for so long, from the request on. Left out: as usual. */
  patienceMs?: number;
}

export type ModelMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; toolCalls?: readonly ModelToolCall[] }
  | { role: "tool"; toolCallId: string; content: string };

export interface ModelToolCall {
  id: string;
  name: string;
  /** As the model wrote it: may be no JSON at all. */
  argumentsJson: string;
}

export interface ToolDescription {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

export interface ModelSink {
  text(delta: string): void;
  toolCall(call: ModelToolCall): void;
  done(end: { because: "stop" | "length" | "tool-calls" | "content-filter"; usage: ModelUsage | null }): void;
  fault(fault: Fault): void;
}

export interface ModelUsage {
  /** Of text, the cached ones among them. */
  inputTokens: number;
  cachedTokens: number;
  /** Put into a cache, at a price of their own; among the input tokens too. */
  cacheWriteTokens?: number;
  outputTokens: number;
  /** Of sound, beside those of text: realtime models only. */
  audioInputTokens?: number;
  cachedAudioInputTokens?: number;
  audioOutputTokens?: number;
}

/** What a provider did, in the units in which it is billed. Whole numbers but for seconds. Cached tokens are among the input tokens. */
export interface Usage {
  seconds?: number;
  characters?: number;
  inputTokens?: number;
  cachedTokens?: number;
  cacheWriteTokens?: number;
  outputTokens?: number;
  audioInputTokens?: number;
  cachedAudioInputTokens?: number;
  audioOutputTokens?: number;
}

// ── Realtime model ───────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Speech to speech over one connection for the whole call. It hears and speaks; whose turn it is stays with the core,
 * so the vendor's own turn detection is off and the session answers when it is asked to.
 */
export interface RealtimeModel {
  /** Unique in a list, such as `openai/gpt-realtime-2.1`. */
  readonly id: string;
  /** Both ways. An adapter whose vendor speaks another format resamples at its own edge. */
  readonly formats: readonly AudioFormat[];
  open(options: RealtimeOptions, sink: RealtimeSink): RealtimeSession;
}

export interface RealtimeOptions {
  format: AudioFormat;
  language: string;
  instructions: string;
  tools: readonly ToolDescription[];
}

export interface RealtimeSession {
  /** The caller's speech with a little before and after it, in order; silence between is left out: it costs. */
  push(audio: Uint8Array, audioMs: number): void;
  /** Our detector heard speech begin: its sound follows. */
  speechStarted(audioMs: number): void;
  /**
   * Answer now what was heard. `messages` is the whole conversation as the caller heard it, the caller's words as our
   * own transcriber has them; the session makes the vendor's record agree with it: what was said by others (the greeting,
   * keys, a model before this one) is added as text, tools' results are added, cut replies end where they were cut.
   */
  respond(request: ModelRequest, sink: RealtimeReplySink): RealtimeReply;
  close(): void;
}

/** After `cancel` its sink hears nothing more, and nothing of it counts as said but what `heard` tells. */
export interface RealtimeReply extends Cancellable {
  /** The caller heard this much of the reply's audio and will hear no more. */
  heard(audioMs: number): void;
}

export interface RealtimeReplySink extends ModelSink {
  /** The voice, in the format of the session, usually faster than real time. `text` is what it says, about as fast. */
  audio(bytes: Uint8Array): void;
}

export interface RealtimeSink {
  /** Ready for audio and requests: tells nothing that must be waited for. */
  opened(): void;
  /** The caller's words by the vendor's own transcription, usually late. */
  heard(words: Heard): void;
  /** The session is lost; replies under way hear the fault as well. */
  fault(fault: Fault): void;
}

// ── Leg ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The telephone side of one call, as a carrier gives it. */
export interface Leg {
  readonly streamId: string;
  readonly format: AudioFormat;
  /** Queues agent audio at the carrier; any length. */
  send(audio: Uint8Array): void;
  /** Comes back through `LegSink.mark` once the audio before it was played, or at once after `clear`. */
  mark(name: string): void;
  /** Drops everything queued at the carrier. */
  clear(): void;
  /** Ends our side of the stream; the carrier then asks what to do next. */
  close(): void;
}

export interface LegSink {
  /** Caller's audio in the leg's format; `audioMs` by the carrier's own time stamps. */
  audio(bytes: Uint8Array, audioMs: number): void;
  mark(name: string): void;
  key(digit: string): void;
  /** `caller-hung-up`: the carrier said so. `carrier-lost`: the line went without a word. */
  ended(because: "caller-hung-up" | "carrier-lost" | "replaced" | "closed"): void;
}

// ── Speech detector (VAD) ────────────────────────────────────────────────────────────────────────────────────────────

/** Tells speech from everything else, frame by frame. */
export interface SpeechDetector {
  open(sink: SpeechDetectorSink): SpeechDetectorSession;
}

export interface SpeechDetectorSession {
  /** Caller's audio, µ-law 8 kHz, in order. */
  push(audio: Uint8Array, audioMs: number): void;
  close(): void;
}

export interface SpeechDetectorSink {
  frame(frame: SpeechFrame): void;
}

export interface SpeechFrame {
  /** Place of the frame's first sample in the caller's stream. */
  audioMs: number;
  durationMs: number;
  /** 0–1. */
  probability: number;
  /** RMS level in dB below full scale (0 is the loudest). */
  levelDb: number;
}

// ── Tools ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Tool extends ToolDescription {
  /** True if it changes the world: then it runs once, on confirmed turns only. */
  effect: boolean;
  sayWhileRunning?: string;
  saySlow?: string;
  sayOnFailure?: string;
  /** Default 8,000. */
  deadlineMs?: number;
  run(args: Record<string, unknown>, context: ToolContext): Promise<unknown>;
  /** Did an effect with this key happen? Asked after a crash, never re-run. `undefined`: not known. */
  findByKey?(key: string, context: ToolContext): Promise<unknown | undefined>;
}

export interface ToolContext {
  callId: string;
  /** Same for every attempt at the same effect: pass it on as an idempotency key. */
  key: string;
  /** `twin` calls must not touch real calendars. */
  carrier: string;
  callerNumber: string;
  timeZone: string;
  signal: AbortSignal;
}

// ── Call log ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface LogItem {
  /** From 1, without gaps. */
  seq: number;
  /** Since the call began. */
  atMs: number;
  /** Place in the caller's stream, where the fact is about audio. */
  audioMs: number | null;
  kind: "input" | "decision" | "command" | "snapshot";
  type: string;
  data: Record<string, unknown>;
  /** SHA-256, hex, chained over everything before it. */
  hash: string;
}

export interface CallLog {
  /** Buffered; at most 250 ms are lost in a crash. */
  append(items: readonly LogItem[]): void;
  /** A barrier: resolves once everything appended is durable, or with a fault (such as `epoch-lost`). */
  flush(): Promise<Result<true>>;
}
