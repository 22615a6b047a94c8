/** Where a caller's words stand, however long their stream waited to be let in. */
import { describe, expect, it } from "vitest";
import { TEST_PIN } from "../conversation/testing/test-pins.ts";
import { type Leg, TELEPHONE_FORMAT } from "../ports.ts";
import { VirtualClock } from "../testing/virtual-clock.ts";
import { LiveCall } from "./live-call.ts";
import { VoiceCache } from "./voice-cache.ts";

const FRAME = new Uint8Array(160).fill(0xff);

function callHeardAt() {
  const clock = new VirtualClock();
  const places: number[] = [];
  const session = { push: (_: Uint8Array, audioMs: number) => void places.push(audioMs), close() {} };
  const live = new LiveCall({
    ...{ pin: TEST_PIN, clock, startedAtMs: 0, voices: [], models: [], tools: [], cache: new VoiceCache() },
    transcribers: [
      {
        id: "scripted",
        formats: [TELEPHONE_FORMAT],
        open: () => ({ ...session, expect() {}, speechStarted() {}, speechPaused() {} }),
      },
    ],
    detector: { open: () => ({ push() {}, close() {} }) },
    log: { append() {}, flush: async () => ({ ok: true, value: true }) },
    effects: { intend: async () => ({ ok: true, value: { state: "new" } }), settle: async () => {} },
    control: { hangUp() {}, transfer() {}, finished() {} },
  });
  live.start();
  return { clock, places, live };
}

const legOf = (streamId: string): Leg => ({
  ...{ streamId, format: TELEPHONE_FORMAT },
  ...{ send() {}, mark() {}, clear() {}, close() {} },
});

function passes(clock: VirtualClock, untilMs: number): void {
  clock.at(untilMs, () => {});
  while (clock.runNext(untilMs));
}

describe("audio of a stream", () => {
  it("counts from when the carrier began it, though it was let in 400 ms later", () => {
    const { clock, places, live } = callHeardAt();
    passes(clock, 1_000);
    const sink = live.attach(legOf("MZ1"), { epoch: 1, resumed: false, cameAtMs: 600 });
    sink.audio(FRAME, 0);
    sink.audio(FRAME, 20);
    expect(places).toEqual([600, 620]);
  });

  it("never stands before what an earlier stream has brought", () => {
    const { clock, places, live } = callHeardAt();
    const first = live.attach(legOf("MZ1"), { epoch: 1, resumed: false });
    for (let place = 0; place <= 900; place += 20) first.audio(FRAME, place);
    passes(clock, 1_000);
    live.attach(legOf("MZ2"), { epoch: 2, resumed: true, cameAtMs: 500 }).audio(FRAME, 0);
    expect(places.slice(-2)).toEqual([900, 920]);
  });
});
