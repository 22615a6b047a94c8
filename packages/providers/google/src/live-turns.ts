/**
 * Which turn of the vendor's something belongs to. Nothing on the wire names one; they come in the order in which they were
 * asked for, and one that was interrupted ends before the next begins. Knows no messages.
 */

export interface Turn<Reply> {
  /** Who asked for it; null: nobody wants it any more. */
  reply: Reply | null;
  hasBegun: boolean;
  /** Nothing but its end can still come. */
  isSpent: boolean;
  /** When something was sent that interrupts it. */
  interruptedAtMs: number | null;
}

/**
 * What the vendor had sent by then is here after so long at the latest. A turn's own first sound takes longer: 0.4–0.9 s
 * from its question.
 */
const ON_ITS_WAY_MS = 250;

export class LiveTurns<Reply> {
  private open: Turn<Reply>[] = [];

  get isEmpty(): boolean {
    return this.open.length === 0;
  }

  /** The one that is under way. */
  get first(): Turn<Reply> | undefined {
    return this.open[0];
  }

  /** The one that was asked for last; undefined: it has ended. */
  get last(): Turn<Reply> | undefined {
    return this.open.at(-1);
  }

  asked(reply: Reply, nowMs: number): void {
    this.interrupted(nowMs);
    this.open.push({ reply, hasBegun: false, isSpent: false, interruptedAtMs: null });
  }

  /** By what was sent. */
  interrupted(nowMs: number): void {
    for (const turn of this.open) turn.interruptedAtMs ??= nowMs;
  }

  /** Nobody wants what is under way. */
  disown(reply: Reply): void {
    for (const turn of this.open) if (turn.reply === reply) turn.reply = null;
  }

  /** Something of an answer came: of the first turn that can still bring something. */
  spoke(nowMs: number): Turn<Reply> | undefined {
    while (this.open.length > 1 && this.isMute(this.open[0], nowMs)) this.open.shift();
    const [turn] = this.open;
    if (turn) turn.hasBegun = true;
    return turn;
  }

  /** The end of what the first turn says. */
  spent(): Turn<Reply> | undefined {
    const [turn] = this.open;
    if (turn) turn.isSpent = true;
    return turn;
  }

  ended(): Turn<Reply> | undefined {
    return this.open.shift();
  }

  clear(): void {
    this.open = [];
  }

  /**
   * Whether a turn that was interrupted before its first sound ends with a word or without one is not written anywhere. So
   * its end is taken where it comes, and not waited for longer than its sound could have been on its way.
   */
  private isMute(turn: Turn<Reply> | undefined, nowMs: number): boolean {
    if (!turn || turn.isSpent) return turn !== undefined;
    return turn.interruptedAtMs !== null && !turn.hasBegun && nowMs > turn.interruptedAtMs + ON_ITS_WAY_MS;
  }
}
