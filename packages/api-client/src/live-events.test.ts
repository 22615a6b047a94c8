/** A call's log over a line that breaks: every item once, in order, and one end. */
import { describe, expect, it } from "vitest";
import { type LiveSocket, liveEvents } from "./live-events.ts";
import type { LogItem } from "./types.ts";

class ScriptedSocket implements LiveSocket {
  onmessage: LiveSocket["onmessage"] = null;
  onclose: LiveSocket["onclose"] = null;
  closed = false;
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
  close() {
    this.closed = true;
  }
  gives(...seqs: number[]) {
    for (const seq of seqs) this.onmessage?.({ data: JSON.stringify({ seq, type: "phase", kind: "decision" }) });
  }
  says(data: unknown) {
    this.onmessage?.({ data });
  }
  breaks(code: number) {
    this.onclose?.({ code });
  }
}

function listener(after = 0) {
  const sockets: ScriptedSocket[] = [];
  const heard = { seqs: [] as number[], ends: 0, connected: [] as boolean[] };
  const timers: { run: () => void; delayMs: number }[] = [];
  const reader = liveEvents({
    callId: "call_1",
    after,
    onItem: (item: LogItem) => heard.seqs.push(item.seq),
    onEnd: () => heard.ends++,
    onConnected: (connected) => heard.connected.push(connected),
    openSocket: (path) => {
      const socket = new ScriptedSocket(path);
      sockets.push(socket);
      return socket;
    },
    setTimer: (run, delayMs) => timers.push({ run, delayMs }),
    clearTimer: () => timers.splice(0),
  });
  const socket = () => sockets.at(-1) as ScriptedSocket;
  const waits = () => (timers.shift() as { run: () => void }).run();
  return { reader, sockets, socket, heard, timers, waits };
}

describe("the reader of a living call's log", () => {
  it("goes on behind the last item after the line broke", () => {
    const { socket, heard, waits } = listener(17);
    expect(socket().path).toBe("/v1/calls/call_1/live?after=17");
    socket().gives(18, 19);
    socket().breaks(1006);
    waits();
    expect(socket().path).toBe("/v1/calls/call_1/live?after=19");
    socket().gives(19, 20);
    expect(heard).toEqual({ seqs: [18, 19, 20], ends: 0, connected: [false, true] });
  });

  it("ends once when the call has ended, and does not come back", () => {
    const { socket, sockets, heard, timers } = listener();
    socket().gives(1);
    socket().breaks(1000);
    socket().breaks(1000);
    expect(heard.ends).toBe(1);
    expect([sockets.length, timers.length]).toEqual([1, 0]);
  });

  it("waits longer after each failure, five seconds at most", () => {
    const { socket, timers, waits } = listener();
    const delays: number[] = [];
    for (let i = 0; i < 7; i++) {
      socket().breaks(1006);
      delays.push(timers[0]?.delayMs ?? -1);
      waits();
    }
    expect(delays).toEqual([250, 500, 1_000, 2_000, 5_000, 5_000, 5_000]);
  });

  it("hears nothing more once it was stopped", () => {
    const { reader, socket, heard, timers } = listener();
    const old = socket();
    reader.stop();
    old.gives(1);
    old.breaks(1006);
    expect([heard.seqs.length, heard.ends, timers.length, old.closed]).toEqual([0, 0, 0, true]);
  });

  it("passes over what is no item", () => {
    const { socket, heard } = listener();
    for (const garbage of ["{", "null", "[]", '{"seq":"1"}', new ArrayBuffer(4)]) socket().says(garbage);
    socket().gives(1);
    expect(heard.seqs).toEqual([1]);
  });
});
