/** How the twin opens a media stream's WebSocket: in memory here, over the network in `real-sockets.ts`. */

export interface SocketRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
}

/** Our end of the socket, Twilio's. */
export interface TwinSocket {
  send(text: string): void;
  close(code: number): void;
  /** Ends the connection with no WebSocket close: `drop` as a lost line, `reset` with a TCP reset. */
  destroy(how: "drop" | "reset"): void;
}

export interface TwinSocketEvents {
  opened(): void;
  text(text: string): void;
  binary(): void;
  /** `code` is null where there was no closing handshake. */
  closed(code: number | null): void;
  /** Never opened; `errorCode` is Twilio's (31901, 31902, 31910, 31920). */
  failed(errorCode: number, why: string): void;
}

export type SocketTransport = (request: SocketRequest, events: TwinSocketEvents) => TwinSocket;

/** The server's end of an in-memory socket. */
export interface MemoryPeer {
  send(text: string): void;
  sendBinary(): void;
  close(code?: number): void;
  bufferedBytes(): number;
}

export interface MemoryPeerEvents {
  text(text: string): void;
  closed(code: number | null): void;
}

/** Returns the server's listeners, or an HTTP status that refuses the upgrade. */
export type MemoryAccept = (request: SocketRequest, peer: MemoryPeer) => MemoryPeerEvents | { status: number };

/** Messages arrive in order, never inside the call that sent them. */
export function memorySockets(accept: MemoryAccept): SocketTransport {
  return (request, events) => {
    const line = new MemoryLine(events);
    queueMicrotask(() => line.open(request, accept));
    return line.twinEnd;
  };
}

class MemoryLine {
  readonly twinEnd: TwinSocket;
  private readonly events: TwinSocketEvents;
  private server: MemoryPeerEvents | null = null;
  private isOpen = false;
  private isClosed = false;

  constructor(events: TwinSocketEvents) {
    this.events = events;
    this.twinEnd = {
      send: (text) => this.whileOpen(() => this.server?.text(text)),
      close: (code) => this.close(code),
      destroy: () => this.close(null),
    };
  }

  open(request: SocketRequest, accept: MemoryAccept): void {
    if (this.isClosed) return;
    const answer = accept(request, {
      send: (text) => this.whileOpen(() => this.events.text(text)),
      sendBinary: () => this.whileOpen(() => this.events.binary()),
      close: (code = 1000) => this.close(code),
      bufferedBytes: () => 0,
    });
    if ("status" in answer) {
      this.events.failed(31_920, `HTTP ${answer.status}`);
      return;
    }
    this.server = answer;
    this.isOpen = true;
    this.events.opened();
  }

  /** What was sent before a close still arrives; after it nothing is sent. */
  private whileOpen(deliver: () => void): void {
    if (this.isOpen) queueMicrotask(deliver);
  }

  private close(code: number | null): void {
    this.whileOpen(() => {
      this.server?.closed(code);
      this.events.closed(code);
    });
    this.isOpen = false;
    this.isClosed = true;
  }
}
