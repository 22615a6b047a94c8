/** Reads server-sent events from bytes that are cut anywhere, in the middle of a letter too. Knows no JSON. */

export interface ServerSentEvent {
  /** The `event:` line; empty without one. */
  name: string;
  data: string;
}

/** A single event longer than this is no chunk of an answer. */
const MOST_EVENT_CHARACTERS = 1_000_000;

export class EventReader {
  // Bytes that are no UTF-8 become U+FFFD, and whoever reads the text takes those out.
  private readonly decoder = new TextDecoder("utf-8", { fatal: false });
  private line = "";
  private name = "";
  private data: string[] = [];
  private held = 0;
  private afterReturn = false;

  /** Every event that these bytes complete. Throws `RangeError` on an event without end. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    return this.take(this.decoder.decode(bytes, { stream: true }));
  }

  /** The stream is over: a last line without a line end still counts, since some servers leave it out. */
  end(): ServerSentEvent[] {
    return this.take(`${this.decoder.decode()}\n\n`);
  }

  private take(text: string): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    // A line ends with \n, \r\n or \r; the two halves of \r\n may come apart.
    const plain = this.afterReturn && text.startsWith("\n") ? text.slice(1) : text;
    if (text !== "") this.afterReturn = text.endsWith("\r");
    const lines = plain.split(/\r\n|\r|\n/);
    lines[0] = this.line + (lines[0] ?? "");
    this.line = lines.pop() ?? "";
    for (const line of lines) {
      const event = this.endLine(line);
      if (event) events.push(event);
    }
    if (this.line.length + this.held > MOST_EVENT_CHARACTERS) throw new RangeError("An event has no end");
    return events;
  }

  private endLine(line: string): ServerSentEvent | null {
    if (line === "") return this.endEvent();
    if (line.startsWith(":")) return null;
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.name = value;
    if (field === "data") {
      this.data.push(value);
      this.held += value.length;
    }
    return null;
  }

  private endEvent(): ServerSentEvent | null {
    const event = this.data.length > 0 ? { name: this.name, data: this.data.join("\n") } : null;
    this.name = "";
    this.data = [];
    this.held = 0;
    return event;
  }
}
