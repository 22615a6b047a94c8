import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LinePlayer, StreamLine } from "./stream-line.ts";

const START = { accountSid: "browser", callSid: "web_1", streamSid: "MZ1", customParameters: { ticket: "t" } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const sent: { event: string; sequenceNumber?: string; mark?: { name: string }; media?: { chunk: string } }[] = [];
  let playedUntilMs = 0;
  const player: LinePlayer = {
    play: (mulaw) => {
      playedUntilMs = Math.max(playedUntilMs, Date.now()) + mulaw.length / 8;
    },
    queuedMs: () => Math.max(0, playedUntilMs - Date.now()),
    clear: () => {
      playedUntilMs = Date.now();
    },
  };
  const closed = vi.fn();
  const line = new StreamLine({ send: (text) => void sent.push(JSON.parse(text)), close: closed }, player, START);
  line.open();
  const agent = (event: string, body: object = {}) =>
    line.message(JSON.stringify({ event, streamSid: "MZ1", ...body }));
  const says = (ms: number) => agent("media", { media: { payload: btoa("\x7f".repeat(ms * 8)) } });
  const marks = () => sent.flatMap(({ mark }) => (mark ? [mark.name] : []));
  return { line, agent, says, sent, marks, closed, player };
}

describe("the browser's line", () => {
  it("begins with its ticket and numbers what it sends", () => {
    const { line, sent } = open();
    line.hears(new Uint8Array(160));
    line.hears(new Uint8Array(160));
    expect(sent.map(({ event }) => event)).toEqual(["connected", "start", "media", "media"]);
    expect(sent[1]).toMatchObject({ streamSid: "MZ1", start: { customParameters: { ticket: "t" } } });
    expect(sent.slice(1).map(({ sequenceNumber }) => sequenceNumber)).toEqual(["1", "2", "3"]);
    expect(sent[3]?.media).toMatchObject({ chunk: "2", timestamp: "20" });
    expect(() => line.hears(new Uint8Array(80))).toThrow();
  });

  it("gives a mark back when what was before it has been heard, not sooner", () => {
    const { agent, says, marks } = open();
    says(400);
    agent("mark", { mark: { name: "half" } });
    says(400);
    agent("mark", { mark: { name: "end" } });
    vi.advanceTimersByTime(399);
    expect(marks()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(marks()).toEqual(["half"]);
    vi.advanceTimersByTime(400);
    expect(marks()).toEqual(["half", "end"]);
  });

  it("falls silent when it is told to clear, and gives all marks back", () => {
    const { agent, says, marks, player } = open();
    says(2_000);
    agent("mark", { mark: { name: "never heard" } });
    vi.advanceTimersByTime(100);
    agent("clear");
    expect(player.queuedMs()).toBe(0);
    expect(marks()).toEqual(["never heard"]);
    agent("mark", { mark: { name: "fence" } });
    vi.advanceTimersByTime(0);
    expect(marks()).toEqual(["never heard", "fence"]);
    vi.advanceTimersByTime(5_000);
    expect(marks()).toEqual(["never heard", "fence"]);
  });

  it("hangs up once, and says nothing afterwards", () => {
    const { line, agent, says, sent, closed } = open();
    says(1_000);
    agent("mark", { mark: { name: "late" } });
    line.hangUp();
    line.hangUp();
    line.hears(new Uint8Array(160));
    vi.advanceTimersByTime(5_000);
    expect(sent.filter(({ event }) => event === "stop")).toHaveLength(1);
    expect(sent.at(-1)?.event).toBe("stop");
    expect(closed).toHaveBeenCalledOnce();
  });

  it("survives nonsense", () => {
    const { line, agent, sent } = open();
    for (const text of ["", "{", "7", "null", '{"event":"media"}', '{"event":"mark"}']) line.message(text);
    agent("explode");
    vi.advanceTimersByTime(10);
    expect(sent.at(-1)?.mark?.name).toBe("");
  });
});
