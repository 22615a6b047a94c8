/** Joins the pieces of tool calls by their index; id and name come with the first piece only. */
import type { ModelToolCall } from "@offhook/engine/ports";

export interface ToolCallPiece {
  /** Null where a server gives none: then a piece with an id begins a call and one without goes on with the last. */
  index: number | null;
  id: string;
  name: string;
  argumentsPart: string;
}

/** Arguments longer than this are a model that has lost its way. */
const MOST_ARGUMENT_CHARACTERS = 64_000;
const MOST_CALLS = 32;

export class ToolCallPieces {
  private readonly calls = new Map<number, ModelToolCall>();
  private last = -1;
  private characters = 0;

  /** False: too much to be meant. */
  add(piece: ToolCallPiece): boolean {
    const index = piece.index ?? (piece.id !== "" || this.last < 0 ? this.last + 1 : this.last);
    const call = this.calls.get(index) ?? { id: "", name: "", argumentsJson: "" };
    this.calls.set(index, {
      id: call.id || piece.id,
      name: call.name || piece.name,
      argumentsJson: call.argumentsJson + piece.argumentsPart,
    });
    this.last = index;
    this.characters += piece.argumentsPart.length;
    return this.characters <= MOST_ARGUMENT_CHARACTERS && this.calls.size <= MOST_CALLS;
  }

  get any(): boolean {
    return this.calls.size > 0;
  }

  /** By index. A call without an id gets one, so that its result can be told apart. */
  all(): ModelToolCall[] {
    const sorted = [...this.calls].sort(([a], [b]) => a - b);
    return sorted.map(([index, call]) => ({ ...call, id: call.id || `call_${index}` }));
  }
}
