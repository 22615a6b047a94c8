/**
 * Puts the stored text of each agent turn beside the bytes that the twin played of it. From the log it takes what was
 * asked of the voice and between which marks it was sent; what was heard is judged by the bytes alone.
 */
import type { LogItem } from "@offhook/engine/ports";
import type { StreamRecord } from "@offhook/twin-twilio";
import { playedWords, type SaidClause, type Take, wordsOf } from "./played-words.ts";

export interface StoredTurn {
  id: string;
  speaker: string;
  text: string;
  startMs: number;
  endMs: number;
}

export interface Spoken {
  text: string;
  language: string;
  speed: number;
}

export interface PlayedTurn {
  id: string;
  text: string;
  storedWords: number;
  playedWords: number;
  /** `share`: at least one clause was judged by its letters. */
  by: "word-times" | "share";
}

export interface PlayedCall {
  events: readonly LogItem[];
  turns: readonly StoredTurn[];
  /** As the twin recorded them. */
  heard: Uint8Array;
  streams: readonly StreamRecord[];
  /** What each voice of the call makes of a text. */
  takesOf(spoken: Spoken): Promise<readonly Take[]>;
}

interface Piece {
  utteranceId: string;
  atMs: number;
  fromByte: number;
  toByte: number;
}

export async function playedTurns(call: PlayedCall): Promise<PlayedTurn[]> {
  const pieces = piecesOf(call);
  const turns = call.turns.filter((turn) => turn.speaker === "agent");
  return Promise.all(turns.map((turn) => playedTurn(call, turn, pieces)));
}

async function playedTurn(call: PlayedCall, turn: StoredTurn, pieces: readonly Piece[]): Promise<PlayedTurn> {
  const begun = pieces.filter((piece, index) => pieces.findIndex((one) => sameUtterance(one, piece)) === index);
  const ids = begun.filter(({ atMs }) => atMs >= turn.startMs && atMs <= turn.endMs).map((piece) => piece.utteranceId);
  const own = pieces.filter((piece) => ids.includes(piece.utteranceId));
  const fromByte = Math.min(...own.map((piece) => piece.fromByte));
  const toByte = Math.max(...own.map((piece) => piece.toByte));
  const played = own.length > 0 ? call.heard.subarray(fromByte, toByte) : new Uint8Array();
  const clauses = await Promise.all(
    spokenBy(call.events, ids).map(
      async (spoken): Promise<SaidClause> => ({ text: spoken.text, takes: await call.takesOf(spoken) }),
    ),
  );
  const found = clauses.map((clause) => playedWords(clause, played));
  return {
    ...{ id: turn.id, text: turn.text, storedWords: wordsOf(turn.text).length },
    playedWords: found.reduce((sum, one) => sum + one.words, 0),
    by: found.every((one) => one.by === "word-times") ? "word-times" : "share",
  };
}

const sameUtterance = (one: Piece, other: Piece): boolean => one.utteranceId === other.utteranceId;

/** Every clause of these utterances, once, however often it was asked for. */
function spokenBy(events: readonly LogItem[], ids: readonly string[]): Spoken[] {
  const clauses = new Map<string, Spoken>();
  for (const { kind, type, data } of events) {
    if (kind !== "command" || type !== "speak" || !ids.includes(String(data.utteranceId))) continue;
    clauses.set(`${data.utteranceId}:${data.clause}`, data as unknown as Spoken);
  }
  return [...clauses.values()];
}

/** What was sent, between the mark before it and its own, by the place of both in what was played. */
function piecesOf({ events, streams, heard }: PlayedCall): Piece[] {
  let stream = -1;
  let lastByte = 0;
  const pieces: Piece[] = [];
  for (const { kind, type, data, atMs } of events) {
    if (kind !== "input") continue;
    if (type === "stream-started") {
      stream += 1;
      lastByte = streams[stream]?.firstByte ?? heard.length;
    }
    if (type !== "audio-sent") continue;
    // A mark that never came back: everything until the stream's end may be of this piece.
    const mark = streams[stream]?.marks.find(({ name }) => name === data.mark);
    const toByte = mark?.atByte ?? streams[stream + 1]?.firstByte ?? heard.length;
    pieces.push({ utteranceId: String(data.utteranceId), atMs, fromByte: lastByte, toByte });
    lastByte = Math.max(lastByte, toByte - MARK_BYTES);
  }
  return pieces;
}

/** A mark's place is known to a frame. */
const MARK_BYTES = 160;
