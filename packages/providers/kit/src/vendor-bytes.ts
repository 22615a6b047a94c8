/** One file of a vendor's, within a deadline and a size. Whatever goes wrong is a value. */
import { causeOf } from "./cause-of.ts";
import { type CommonFault, faultOfStatus } from "./vendor-faults.ts";

export interface BytesRequest {
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** From the request to the last byte. */
  withinMs: number;
  mostBytes: number;
}

export type BytesAnswer =
  | { ok: true; bytes: Uint8Array }
  /** `movedTo`: the server says that it stands there now. */
  | { ok: false; fault: CommonFault; detail: string; movedTo?: string };

export async function getBytes({ url, headers = {}, withinMs, mostBytes }: BytesRequest): Promise<BytesAnswer> {
  try {
    // A redirect is not followed: it leads to a place that nobody has looked at.
    const response = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(withinMs) });
    if (response.ok) return await wholeOf(response, mostBytes);
    await response.body?.cancel();
    const location = response.headers.get("location");
    const moved = location !== null && URL.canParse(location, url) ? { movedTo: new URL(location, url).href } : {};
    return { ok: false, fault: faultOfStatus(response.status), detail: `HTTP ${response.status}.`, ...moved };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    return late
      ? { ok: false, fault: "connect-late", detail: `Waited ${withinMs} ms.` }
      : { ok: false, fault: "connect-failed", detail: causeOf(error) };
  }
}

/** Counted as it comes: what a server says of its length need not be so. */
async function wholeOf(response: Response, mostBytes: number): Promise<BytesAnswer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > mostBytes) return { ok: false, fault: "answer-malformed", detail: `More than ${mostBytes} bytes.` };
    pieces.push(piece);
  }
  return { ok: true, bytes: new Uint8Array(Buffer.concat(pieces)) };
}
