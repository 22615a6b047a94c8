/** A voice that is away when its sentences are spoken ahead: the rest is made when it is back, and it is not asked in vain. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VoiceCache } from "@offhook/engine/call";
import { spokenTexts } from "@offhook/engine/conversation";
import { TELEPHONE_FORMAT, type Voice } from "@offhook/engine/ports";
import { afterAll, expect, it } from "vitest";
import { BUILT_IN_TOOLS } from "../assistants/built-in-tools.ts";
import { compileSettings } from "../assistants/compile-settings.ts";
import { warmVoice } from "./warm-voice.ts";

const folder = mkdtempSync(join(tmpdir(), "offhook-warm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { definition: desk } = compileSettings(
  { name: "Desk", firstMessage: "Hello, this is an automated desk. How can I help?" },
  BUILT_IN_TOOLS,
);
const greeting = spokenTexts(desk).filter((text) => desk.firstMessage.includes(text)).length;

/** A tone as long as the words take, as far as `works` lets it. */
function voiceThat(works: (sentence: number) => boolean): { voice: Voice; asked: () => number } {
  let asked = 0;
  const tone = (text: string) => new Uint8Array(text.length * 70 * 8).map((_, at) => (at % 8 < 4 ? 0x90 : 0x10));
  const voice: Voice = {
    ...{ id: "vendor/voice", formats: [TELEPHONE_FORMAT] },
    synthesize({ text }, sink) {
      asked += 1;
      const isHere = works(asked);
      queueMicrotask(() => {
        if (!isHere) return sink.fault({ code: "connection-lost", message: "It is away.", retryable: true });
        sink.audio(tone(text));
        sink.done();
      });
      return { cancel() {} };
    },
  } as Voice;
  return { voice, asked: () => asked };
}

it("asks once in vain, says what is missing, and has it all once the voice is back", async () => {
  const cache = new VoiceCache();
  const away = voiceThat(() => false);
  const all = spokenTexts(desk).length;
  expect(await (await warmVoice(desk, away.voice, cache, folder)).rest).toBe(all);
  expect(away.asked()).toBe(1);

  const breaks = voiceThat((sentence) => sentence <= greeting + 2);
  expect(await (await warmVoice(desk, breaks.voice, cache, folder)).rest).toBe(all - greeting - 2);

  const back = voiceThat(() => true);
  expect(await (await warmVoice(desk, back.voice, cache, folder)).rest).toBe(0);
  expect(back.asked()).toBe(all - greeting - 2);
  const again = voiceThat(() => true);
  expect(await (await warmVoice(desk, again.voice, cache, folder)).rest).toBe(0);
  expect(again.asked()).toBe(0);
});
