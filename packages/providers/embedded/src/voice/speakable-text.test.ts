import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";
import { createSpeechCache } from "./speech-cache.ts";

describe("speakable text", () => {
  it.each([
    ["“Naïve” café — that’s it…", '"Naive" cafe - that\'s it...'],
    ["Smith & Sons", "Smith and Sons"],
    ["Call <b>now</b> ✓", "Call b now /b"],
    ["Zoë says привет", "Zoe says"],
  ])("of %j is %j", (text, speakable) => {
    const result = speakableText(text);
    expect(result.ok && result.text).toBe(speakable);
  });

  it.each([
    ["Привет, мир", "voice-language-unsupported"],
    ["你好", "voice-language-unsupported"],
    ["?!", "voice-nothing-to-say"],
  ])("of %j is none: %s", (text, code) => {
    expect(speakableText(text)).toEqual({ ok: false, code });
  });
});

describe("the speech cache", () => {
  const speech = (bytes: number) => ({ audio: new Uint8Array(bytes), words: null });

  it("drops the longest unused first, and stays within its bytes", () => {
    const cache = createSpeechCache(250);
    cache.set("a", speech(100));
    cache.set("b", speech(100));
    cache.get("a");
    cache.set("c", speech(100));
    expect([cache.get("a"), cache.get("b"), cache.get("c")].map(Boolean)).toEqual([true, false, true]);
    expect(cache.bytes).toBeLessThanOrEqual(250);
  });

  it("does not keep what is larger than itself", () => {
    const cache = createSpeechCache(50);
    cache.set("a", speech(100));
    expect(cache.get("a")).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });
});
