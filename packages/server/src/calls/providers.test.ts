import type { AssistantDefinition } from "@offhook/engine/conversation";
import { expect, it } from "vitest";
import { providersFor } from "./providers.ts";

const assistant = (model: object[]): AssistantDefinition =>
  ({ transcriber: [], voice: [{ provider: "embedded" }], model, realtime: [] }) as unknown as AssistantDefinition;

it("leaves out a choice that nothing can be made of, and says which: the next one answers the call", () => {
  const broken: string[] = [];
  const made = providersFor(
    assistant([{ provider: "openai" }, { provider: "openai", id: "gpt-6-luna" }]),
    {},
    (provider, problem) => broken.push(`${provider}: ${problem}`),
  );
  expect(made.models.map(({ id }) => id)).toEqual(["openai/gpt-6-luna"]);
  expect(made.voices).toHaveLength(1);
  expect(broken).toEqual([expect.stringMatching(/^openai: The model of openai has no name/)]);
});
