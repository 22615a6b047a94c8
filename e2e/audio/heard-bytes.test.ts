/**
 * What the transcript says was heard is what the line really played: byte by byte beside the voice's own audio, and as a
 * person heard it. That the recording has it at its place to 20 ms is told in virtual time, where no other program is in the way.
 */
import { follows, hangsUp, interrupts, says, waitsForAgent } from "@offhook/callers";
import { edits, spokenWords } from "@offhook/provider-embedded/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CallLab, type LabCall } from "./call-lab.ts";
import { playedOf } from "./heard-as-stored.ts";

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

describe("the bytes that were played", () => {
  it("end within one word of each agent turn's stored text, beside the audio that the voice made", async () => {
    const turns = await playedOf(call);
    expect(turns.length).toBeGreaterThanOrEqual(3);
    for (const { storedWords, playedWords, text } of turns) {
      expect(playedWords, text).toBeGreaterThanOrEqual(storedWords - 1);
      expect(playedWords, text).toBeLessThanOrEqual(storedWords + 1);
    }
    // flite says when it speaks each word; a share of letters is what remains where it cannot.
    expect(turns.some(({ by }) => by === "word-times")).toBe(true);
  });

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
});
