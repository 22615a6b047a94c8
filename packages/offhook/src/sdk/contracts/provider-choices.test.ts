/** What each provider's choice may stand for: the compiler says so, and the server makes the part. */
import { describe, expect, it } from "vitest";
import { type AssistantOptions, defineAssistant } from "../define-assistant.ts";
import {
  anthropic,
  type ChoiceOf,
  cartesia,
  deepgram,
  elevenlabs,
  embedded,
  google,
  openai,
} from "../provider-choices.ts";

const hears = (choice: ChoiceOf<"transcriber">) => choice;
const speaks = (choice: ChoiceOf<"voice">) => choice;
const thinks = (choice: ChoiceOf<"model">) => choice;
const hearsAndSpeaks = (choice: ChoiceOf<"realtime">) => choice;

describe("a provider's choice", () => {
  it("is data", () => {
    expect(deepgram("nova-3", { keyterms: ["Riverside"] })).toEqual({
      ...{ provider: "deepgram", id: "nova-3", keyterms: ["Riverside"] },
    });
    expect(deepgram("aura-2-thalia-en")).toEqual({ provider: "deepgram", id: "aura-2-thalia-en" });
    expect(elevenlabs("Rachel", { stability: 0.4 })).toEqual({ provider: "elevenlabs", id: "Rachel", stability: 0.4 });
  });

  it("fits its own kind of slot and no other", () => {
    hears(deepgram("nova-3"));
    hears(deepgram("flux-general-en", { eagerEndOfTurn: 0.4 }));
    speaks(deepgram("aura-2-thalia-en"));
    speaks(elevenlabs("Rachel"));
    // @ts-expect-error a transcriber does not speak
    speaks(deepgram("nova-3"));
    // @ts-expect-error a voice does not hear
    hears(deepgram("aura-2-thalia-en"));
    // @ts-expect-error nor does one of ElevenLabs
    hears(elevenlabs("Rachel"));
    // @ts-expect-error a model is no voice
    speaks(openai("gpt-6-luna"));
    hears(openai("gpt-live-transcribe"));
    hears(openai("gpt-realtime-whisper"));
    speaks(openai("marin"));
    thinks(openai("gpt-6-luna"));
    hearsAndSpeaks(openai("gpt-realtime-2.1", { voice: "cedar" }));
    // @ts-expect-error speech to speech is no language model
    thinks(openai("gpt-realtime-2.1"));
    // @ts-expect-error a language model does not hear
    hearsAndSpeaks(openai("gpt-6-luna"));
    thinks(google("gemini-3.8-flash"));
    speaks(google("Kore"));
    hearsAndSpeaks(google("gemini-3.8-live", { voice: "Puck" }));
    // @ts-expect-error a live model is no language model
    thinks(google("gemini-3.8-live"));
    hears(cartesia("ink-2"));
    speaks(cartesia("694f9389-aac1-45b6-b726-9d9369183238", { model: "sonic-3.5" }));
    // @ts-expect-error a transcriber does not speak
    speaks(cartesia("ink-2"));
    thinks(anthropic("claude-haiku-4-5"));
    // @ts-expect-error not one of Anthropic's
    anthropic("gpt-6-luna");
    // @ts-expect-error not one of Deepgram's transcribers or voices
    deepgram("flux-alexis-en");
    // @ts-expect-error a voice takes no terms to listen for
    deepgram("aura-2-thalia-en", { keyterms: ["Riverside"] });
  });

  it("stands in a list, in the order in which they stand in for each other", () => {
    const options: Partial<AssistantOptions> = {
      transcriber: [deepgram("nova-3"), embedded()],
      voice: [elevenlabs("Rachel"), deepgram("aura-2-thalia-en"), embedded("slt")],
    };
    const { definition } = defineAssistant({
      name: "Desk",
      firstMessage: "Hello, the automated assistant.",
      ...options,
    });
    expect(definition.voice.map(({ provider }) => provider)).toEqual(["elevenlabs", "deepgram", "embedded"]);
    expect(definition.realtime).toBeUndefined();
    expect(JSON.parse(JSON.stringify(definition.transcriber))).toEqual(definition.transcriber);
  });

  it("of speech to speech stands in front of the rest, with the tools of one that thinks", () => {
    const { definition } = defineAssistant({
      name: "Desk",
      firstMessage: "Hello, the automated assistant.",
      realtime: openai("gpt-realtime-2.1"),
      model: anthropic("claude-haiku-4-5"),
      budget: { perCall: "0.50" },
      choose: { voice: "latency" },
    });
    expect(definition.realtime).toEqual([{ provider: "openai", id: "gpt-realtime-2.1" }]);
    expect(definition.tools.map(({ name }) => name)).toContain("end_call");
    expect(definition).toMatchObject({ budget: { perCall: "0.50" }, choose: { voice: "latency" }, flows: [] });
  });
});
