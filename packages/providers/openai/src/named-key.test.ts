/** An assistant that was stored before names were looked at, or written by hand: it reads no more of the environment than keys. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { modelFromChoice } from "./model-from-choice.ts";
import { maySendKey, namedKey } from "./named-key.ts";

it.each(["OFFHOOK_SECRET", "OFFHOOK_API_KEY", "TWILIO_AUTH_TOKEN", "DATABASE_URL", "PATH", "HOME", "__proto__", ""])(
  "%s is no key for a server",
  (name) => {
    expect([maySendKey(name), namedKey({ [name]: "secret" }, name)]).toEqual([false, ""]);
  },
);

it.each(["GROQ_API_KEY", "HF_TOKEN", "MY_LLAMA_KEY"])("%s is one", (name) => {
  expect(namedKey({ [name]: "secret" }, name)).toBe("secret");
  expect(namedKey({}, name)).toBe("");
});

it("a model that names another variable asks without a key", async () => {
  const sent: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization);
    response.writeHead(401).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const ask = (apiKeyFrom: string, environment: Record<string, string>) =>
    new Promise<void>((resolve) => {
      const model = modelFromChoice({ provider: "openai-compatible", id: "x", baseUrl, apiKeyFrom }, environment);
      const request = { instructions: "", messages: [{ role: "user" as const, text: "Hello" }], tools: [] };
      model.generate(request as never, { fault: () => resolve(), done: () => resolve() } as never);
    });
  await ask("OFFHOOK_SECRET", { OFFHOOK_SECRET: "the house's" });
  await ask("GROQ_API_KEY", { GROQ_API_KEY: "groq's" });
  server.close();
  expect(sent.map((header) => header ?? "none")).toEqual(["none", "Bearer groq's"]);
});
