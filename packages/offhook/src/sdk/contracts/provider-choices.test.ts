/** What each provider's choice may stand for: the compiler says so, and the server makes the part. */
import { describe, expect, it } from "vitest";
import { type AssistantOptions, defineAssistant } from "../define-assistant.ts";
import { type ChoiceOf, deepgram, elevenlabs, embedded, openai } from "../provider-choices.ts";

const hears = (choice: ChoiceOf<"transcriber">) => choice;
const speaks = (choice: ChoiceOf<"voice">) => choice;

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
    expect(JSON.parse(JSON.stringify(definition.transcriber))).toEqual(definition.transcriber);
  });
});
