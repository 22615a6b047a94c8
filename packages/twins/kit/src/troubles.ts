/** What can go wrong on one connection to a twin. One trouble a connection, in the order in which they were scripted. */

export type LineTrouble =
  /** The opening is refused; the twin writes the body as its vendor does. */
  | { type: "refuse"; status: number }
  /** The opening is never answered. */
  | { type: "silent" }
  /** After this many messages of the twin … nothing more comes, and the connection stays open. */
  | { type: "stall"; afterMessages: number }
  /** … it is closed with this code. */
  | { type: "close"; afterMessages: number; code: number; reason?: string }
  /** … the connection is cut without a goodbye. */
  | { type: "reset"; afterMessages: number }
  /** … this comes in place of one message. Default: half a JSON object. */
  | { type: "garbage"; afterMessages: number; text?: string }
  /** Every message is this much late. */
  | { type: "late"; byMs: number }
  /** Every message comes twice. */
  | { type: "double" };

/** Scripted for the connections to come; `null` is one without trouble. */
export class TroubleScript {
  private readonly queue: (LineTrouble | null)[] = [];

  add(...troubles: readonly (LineTrouble | null)[]): void {
    this.queue.push(...troubles);
  }

  take(): LineTrouble | null {
    return this.queue.shift() ?? null;
  }
}
