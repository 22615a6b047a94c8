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
  /** Something was sent that interrupts it. */
  isInterrupted: boolean;
}

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

  asked(reply: Reply): void {
    this.interrupted();
    this.open.push({ reply, hasBegun: false, isSpent: false, isInterrupted: false });
  }

  /** By what was sent. */
  interrupted(): void {
    for (const turn of this.open) turn.isInterrupted = true;
  }

  /** Nobody wants what is under way. */
  disown(reply: Reply): void {
    for (const turn of this.open) if (turn.reply === reply) turn.reply = null;
  }

  /** Something of an answer came: of the first turn that can still bring something. */
  spoke(): Turn<Reply> | undefined {
    while (this.open.length > 1 && this.isMute(this.open[0])) this.open.shift();
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
   * its end is taken where it comes, and not waited for.
   */
  private isMute(turn: Turn<Reply> | undefined): boolean {
    return turn !== undefined && (turn.isSpent || (turn.isInterrupted && !turn.hasBegun));
  }
}
