/** What the transcript says was heard is what the line really played: compared with the twin's own record of the bytes. */
import { follows, hangsUp, interrupts, says, waitsForAgent } from "@offhook/callers";
import { mulawToPcm, parseWav } from "@offhook/engine/audio";
import { edits, spokenWords } from "@offhook/provider-embedded/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CallLab, type LabCall } from "./call-lab.ts";

/** A busy machine is late with a frame now and then. */
const ROUGHLY_MS = 250;
const lab = new CallLab();
let call: LabCall;

beforeAll(async () => {
  await lab.open();
  const steps = [
    waitsForAgent(),
    says("What are your opening hours?"),
    interrupts("No, wait. Where are you?", 3_000),
    waitsForAgent(),
    hangsUp(),
  ];
  call = await lab.call(follows(steps));
}, 180_000);
afterAll(() => lab.close(), 30_000);

/** Best shift, in samples, of `other` against `one`, looked for within `reachMs`. */
function lagMs(one: Int16Array, other: Int16Array, atMs: number, reachMs = 300): number {
  const [from, length] = [atMs * 8, 8_000];
  let best = { lag: 0, score: Number.NEGATIVE_INFINITY };
  for (let lag = -reachMs * 8; lag <= reachMs * 8; lag += 4) {
    let score = 0;
    for (let index = 0; index < length; index += 4)
      score += (one[from + index] ?? 0) * (other[from + index + lag] ?? 0);
    if (score > best.score) best = { lag, score };
  }
  return best.lag / 8;
}

describe("the bytes that were played", () => {
  it("agree with the transcript to within ten per cent of its words", () => {
    // The person's own ear transcribed what the twin played; nothing else reached it.
    const heard = spokenWords(call.person.heard.map((piece) => piece.text).join(" "));
    const wanted = spokenWords(call.agentSaid);
    expect(wanted.length).toBeGreaterThan(25);
    expect(edits(heard, wanted) / wanted.length).toBeLessThanOrEqual(0.1);
  });

  it("were cut where the transcript ends", () => {
    const cut = call.turns.find((turn) => turn.interrupted && turn.speaker === "agent");
    expect(cut?.intendedText?.startsWith(cut.text)).toBe(true);
    expect(cut?.text.length).toBeLessThan(cut?.intendedText?.length ?? 0);
  });

  it("stand in the recording about where they were heard; to 20 ms in virtual time, where no other program runs", async () => {
    const wav = parseWav(await lab.recording(call.call.id));
    if (!wav.ok) throw new Error(wav.fault.message);
    expect(wav.value.channels).toBe(2);
    const left = wav.value.pcm.filter((_, index) => index % 2 === 0);
    const right = wav.value.pcm.filter((_, index) => index % 2 === 1);
    const heard = mulawToPcm(call.twinCall.heard);
    const spoken = mulawToPcm(call.twinCall.spoken);
    const greeting = call.turns[0];
    const [offsetMs] = [lagMs(heard, right, (greeting?.startMs ?? 0) + 500)];
    expect(Math.abs(offsetMs)).toBeLessThanOrEqual(ROUGHLY_MS);
    for (const turn of call.turns) {
      const [mine, theirs] = turn.speaker === "agent" ? [right, heard] : [left, spoken];
      const shift = lagMs(theirs, mine, Math.round(turn.startMs + 300));
      expect(Math.abs(shift - offsetMs)).toBeLessThanOrEqual(ROUGHLY_MS);
    }
  });
});
