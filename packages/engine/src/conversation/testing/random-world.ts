/**
 * A hostile world for the core: turns a list of random acts into inputs in any order: late, doubled, stale, missing.
 * Facts refer to what the core has commanded so far, or to what it never did.
 */
import * as fc from "fast-check";
import type { Command } from "../commands.ts";
import { nextDeadline } from "../deadlines.ts";
import type { Input } from "../inputs.ts";
import { fenceMark } from "../ledger.ts";
import type { CallState } from "../state.ts";

export type Act = { act: (typeof ACTS)[number]; pick: number; words: string; passMs: number };

const ACTS = [
  "play",
  "play",
  "mark",
  "mark",
  "old-mark",
  "fence",
  "speech-start",
  "speech-step",
  "speech-end",
  "partial",
  "final",
  "final",
  "empty-final",
  "meant",
  "speech-pause",
  "speech-resume",
  "model-said",
  "model-said",
  "model-called",
  "model-ended",
  "model-failed",
  "tool-settled",
  "voice-failed",
  "ears-gone",
  "key",
  "deadline",
  "deadline",
  "lost",
  "move",
  "stream",
  "transfer",
  "pass",
] as const;

const WORDS = [
  "yes",
  "mm-hm",
  "no, wait",
  "a person please",
  "that's all, bye",
  "book an appointment for tomorrow at eleven",
  "what are your opening hours",
  "my number is five five five",
  "",
];

export const actArbitrary: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...ACTS),
  pick: fc.nat(1_000),
  words: fc.constantFrom(...WORDS),
  passMs: fc.constantFrom(0, 5, 20, 60, 200, 700, 1_500, 4_000, 9_000),
});

interface Clause {
  utteranceId: string;
  clause: number;
  sentMs: number;
}

const CLAUSE_MS = 900;
const PIECE_MS = 200;

/** Keeps what the outside would know: which clauses it was asked to speak, which marks it was sent. */
export class RandomWorld {
  nowMs = 0;
  readonly sentMarks: string[] = [];
  private readonly clauses: Clause[] = [];
  private readonly generations: string[] = [];
  private readonly understands: { id: string; text: string }[] = [];
  private readonly tools: string[] = [];
  private generation = 0;
  private marks = 0;
  private streams = 1;

  heed(commands: readonly Command[]): void {
    for (const command of commands) {
      if (command.type === "speak")
        this.clauses.push({ utteranceId: command.utteranceId, clause: command.clause, sentMs: 0 });
      if (command.type === "clear-playout") this.generation = command.generation;
      if (command.type === "generate") this.generations.push(command.id);
      if (command.type === "understand") this.understands.push({ id: command.id, text: command.text });
      if (command.type === "run-tool") this.tools.push(command.id);
    }
  }

  /** Null: this act means nothing now. */
  inputFor({ act, pick, words, passMs }: Act, state: CallState): Input | null {
    this.nowMs += passMs;
    const atMs = this.nowMs;
    const audioMs = atMs;
    const one = <T>(list: readonly T[]): T | undefined => list[pick % Math.max(1, list.length)];
    const features = { speechMs: [80, 160, 480, 700][pick % 4] ?? 160, levelDb: -20, voicedShare: (pick % 10) / 10 };
    const fact = {
      text: words,
      startAudioMs: Math.max(0, audioMs - 600),
      audioMs,
      confidence: pick % 3 === 0 ? 0.2 : 0.9,
    };
    const ending = pick % 2 === 0 ? null : { pitchSemitones: (pick % 12) - 9, fadeDb: -(pick % 25) };
    switch (act) {
      case "play":
        return this.play(one(this.clauses), atMs);
      case "mark":
        return { type: "mark-reached", mark: this.sentMarks.shift() ?? "m0", atMs };
      case "old-mark":
        return { type: "mark-reached", mark: `m${pick % (this.marks + 2)}`, atMs };
      case "fence":
        return { type: "mark-reached", mark: fenceMark(Math.max(0, this.generation - (pick % 2))), atMs };
      case "speech-start":
        return { type: "caller-speech-started", audioMs, atMs };
      case "speech-step":
        return { type: "caller-speech-progressed", audioMs, atMs, ...features };
      case "speech-pause":
        return { type: "caller-speech-paused", audioMs: Math.max(0, audioMs - 96), atMs, ...features, ending };
      case "speech-resume":
        return { type: "caller-speech-resumed", audioMs, atMs };
      case "speech-end":
        return {
          type: "caller-speech-ended",
          audioMs: Math.max(0, audioMs - 160),
          seenAudioMs: audioMs,
          atMs,
          ...features,
          ending,
        };
      case "partial":
        return { type: "transcript-partial", atMs, ...fact };
      case "final":
        return { type: "transcript-final", atMs, ...fact, endOfTurn: pick % 5 === 0 };
      case "empty-final":
        return { type: "transcript-final", atMs, ...fact, text: "", endOfTurn: false };
      case "meant": {
        const asked = one(this.understands);
        const intents = [{ id: ["hours", "book", "nothing"][pick % 3] ?? "hours", score: 0.9 }];
        const meaning = { text: asked?.text ?? words, slots: {}, intents };
        return { type: "caller-meant", understandId: asked?.id ?? "und_0", meaning, atMs };
      }
      case "deadline": {
        const due = nextDeadline(state.deadlines);
        if (!due) return null;
        this.nowMs = Math.max(this.nowMs, due.atMs);
        return { type: "deadline-reached", name: due.name, atMs: this.nowMs };
      }
      case "key":
        return { type: "key-pressed", digit: "0123456789*#"[pick % 12] ?? "1", atMs };
      case "lost":
      case "move":
      case "stream":
      case "transfer":
        return this.fromCarrier(act, pick, atMs);
      case "pass":
        return null;
      default:
        return this.fromProviders(act, pick, words, atMs);
    }
  }

  private fromCarrier(act: "lost" | "move" | "stream" | "transfer", pick: number, atMs: number): Input | null {
    if (act === "transfer") {
      const outcome = (["busy", "no-answer", "failed"] as const)[pick % 3] ?? "busy";
      return { type: "transfer-settled", outcome, atMs };
    }
    if (pick % 3 !== 0) return null;
    if (act === "lost") return { type: "carrier-lost", because: "carrier-lost", atMs };
    if (act === "move") return { type: "move-requested", because: "draining", atMs };
    this.streams += 1;
    this.sentMarks.length = 0;
    return { type: "stream-started", streamId: `MZ${this.streams}`, epoch: this.streams, resumed: true, atMs };
  }

  private fromProviders(act: Act["act"], pick: number, words: string, atMs: number): Input | null {
    const generationId = this.generations[pick % Math.max(1, this.generations.length)] ?? "gen_0";
    const toolRunId = this.tools[pick % Math.max(1, this.tools.length)] ?? "tool_0";
    const clause = this.clauses[pick % Math.max(1, this.clauses.length)];
    const fault = { code: "scripted", message: "scripted" };
    switch (act) {
      case "model-said":
        return {
          type: "model-said",
          generationId,
          text: `${words || "Well"}. And then. `,
          atMs,
          ...(pick % 3 === 0 ? { spoken: true } : {}),
        };
      case "model-called": {
        const name = ["bookSlot", "end_call", "transfer_to_person", "nonsense"][pick % 4] ?? "end_call";
        const args = { day: "2026-11-23", time: "11:00", name: "A", phone: "1" };
        return {
          type: "model-called",
          generationId,
          toolCallId: `call_${pick}`,
          name,
          argumentsJson: JSON.stringify(args),
          atMs,
        };
      }
      case "model-ended":
        return { type: "model-ended", generationId, because: "stop", usage: null, atMs };
      case "model-failed":
        return { type: "model-failed", generationId, fault, atMs, ...(pick % 2 === 0 ? { begun: true } : {}) };
      case "tool-settled": {
        const outcome =
          pick % 2 === 0
            ? { ok: true as const, result: { free: true, booked: true, time: "11:00" } }
            : { ok: false as const, fault };
        return { type: "tool-settled", toolRunId, outcome, atMs };
      }
      case "ears-gone":
        return { type: "transcribers-exhausted", atMs };
      case "voice-failed":
        if (!clause || pick % 4 !== 0) return null;
        return { type: "voice-failed", utteranceId: clause.utteranceId, clause: clause.clause, fault, atMs };
      default:
        return null;
    }
  }

  /** The next piece of some clause leaves: mostly the next in turn, sometimes a stale one. */
  private play(clause: Clause | undefined, atMs: number): Input | null {
    if (!clause || clause.sentMs >= CLAUSE_MS) return null;
    const { utteranceId, clause: index } = clause;
    const fromMs = clause.sentMs;
    const toMs = Math.min(CLAUSE_MS, fromMs + PIECE_MS);
    clause.sentMs = toMs;
    this.marks += 1;
    const mark = `m${this.marks}`;
    this.sentMarks.push(mark);
    const clauseEnd = toMs === CLAUSE_MS;
    return {
      type: "audio-sent",
      generation: this.generation,
      mark,
      utteranceId,
      clause: index,
      fromMs,
      toMs,
      clauseEnd,
      atMs,
    };
  }
}
