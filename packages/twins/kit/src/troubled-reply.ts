/** What was scripted to go wrong, on an HTTP reply: its pieces are the messages that a trouble counts. */
import { bytesOf, SILENT_REPLY, type TimedBytes, type TimedReply } from "./reply.ts";
import type { LineTrouble } from "./troubles.ts";

/** A refusal is the vendor's own affair, and changes nothing here. */
export function troubledReply(reply: TimedReply, trouble: LineTrouble | null): TimedReply {
  if (trouble?.type === "silent") return SILENT_REPLY;
  return trouble ? { ...reply, pieces: troubled(reply.pieces, trouble), ending: endingOf(reply, trouble) } : reply;
}

function endingOf({ ending }: TimedReply, { type }: LineTrouble): TimedReply["ending"] {
  if (type === "stall") return "hang";
  return type === "reset" ? "reset" : ending;
}

function* troubled(pieces: Iterable<TimedBytes>, trouble: LineTrouble): Generator<TimedBytes> {
  let sent = 0;
  for (const piece of pieces) {
    const due = "afterMessages" in trouble && sent === trouble.afterMessages ? trouble : null;
    if (due && due.type !== "garbage") return;
    if (due?.type === "garbage") yield { ...piece, bytes: bytesOf(due.text ?? '{"type":"Resu') };
    else yield trouble.type === "late" && sent === 0 ? { ...piece, afterMs: piece.afterMs + trouble.byMs } : piece;
    if (trouble.type === "double") yield { ...piece, afterMs: 0 };
    sent += 1;
  }
}
