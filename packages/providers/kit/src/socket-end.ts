/** Why a vendor's socket ended, and which fault that is. */
import { type CommonFault, faultOfStatus } from "./vendor-faults.ts";

export type SocketEnd =
  /** The server answered the opening with an HTTP status. Header names are lower-case; `body` is its beginning. */
  | { because: "refused"; status: number; headers: Readonly<Record<string, string>>; body: string }
  | { because: "connect-failed"; detail: string }
  | { because: "connect-late"; waitedMs: number }
  /** A closing handshake came. */
  | { because: "closed"; code: number; reason: string }
  /** None came: the line is gone. */
  | { because: "lost"; detail: string }
  /** More waits to be sent than can ever be worth sending. */
  | { because: "flooded"; waitingBytes: number };

export interface NamedEnd {
  fault: CommonFault;
  detail: string;
}

/** As any vendor means it; what a vendor means by its own codes is looked at before. */
export function nameOfEnd(end: SocketEnd): NamedEnd {
  switch (end.because) {
    case "refused":
      return { fault: faultOfStatus(end.status), detail: `HTTP ${end.status}.` };
    case "connect-failed":
      return { fault: "connect-failed", detail: end.detail };
    case "connect-late":
      return { fault: "connect-late", detail: `Waited ${end.waitedMs} ms.` };
    case "closed":
      return { fault: "connection-lost", detail: `Closed with ${end.code} ${end.reason}` };
    case "lost":
      return { fault: "connection-lost", detail: end.detail };
    case "flooded":
      return { fault: "stalled", detail: `${end.waitingBytes} bytes wait to be sent.` };
  }
}
