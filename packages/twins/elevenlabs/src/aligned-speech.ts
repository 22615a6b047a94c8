/** Sound in pieces, each with its characters and their times from the piece's own beginning, as ElevenLabs sends them. */
import { type TonalWord, tonalSpeech } from "@offhook/twin-kit";

export interface AlignedPiece {
  /** µ-law at 8 kHz. */
  audio: Uint8Array;
  alignment: { chars: string[]; charStartTimesMs: number[]; charDurationsMs: number[] };
}

/** Pieces need not end where words do. */
const PIECE_MS = 400;
const BYTES_PER_MS = 8;

interface TimedCharacter {
  character: string;
  startMs: number;
  endMs: number;
}

export function alignedSpeech(text: string, speed: number): AlignedPiece[] {
  const { audio, words } = tonalSpeech(text, speed);
  const characters = words.flatMap((word, index) => charactersOf(word, words[index + 1]?.startMs));
  const pieces: AlignedPiece[] = [];
  for (let startMs = 0; startMs * BYTES_PER_MS < audio.length; startMs += PIECE_MS) {
    const inside = characters.filter((one) => one.startMs >= startMs && one.startMs < startMs + PIECE_MS);
    pieces.push({
      audio: audio.subarray(startMs * BYTES_PER_MS, (startMs + PIECE_MS) * BYTES_PER_MS),
      alignment: {
        chars: inside.map(({ character }) => character),
        charStartTimesMs: inside.map((one) => Math.round(one.startMs - startMs)),
        charDurationsMs: inside.map((one) => Math.round(one.endMs - one.startMs)),
      },
    });
  }
  return pieces;
}

/** Spread evenly over the word, and a space until the next one begins. */
function charactersOf({ word, startMs, endMs }: TonalWord, nextMs: number | undefined): TimedCharacter[] {
  const letters = [...word];
  const eachMs = (endMs - startMs) / letters.length;
  const timed = letters.map((character, index) => ({
    ...{ character, startMs: startMs + index * eachMs, endMs: startMs + (index + 1) * eachMs },
  }));
  return nextMs === undefined ? timed : [...timed, { character: " ", startMs: endMs, endMs: nextMs }];
}
