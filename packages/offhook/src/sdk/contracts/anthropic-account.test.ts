/** The twins of language models answer what `doctor` asks: is the key taken, and which models are there? */
import { checkAccount as checkAnthropic } from "@offhook/provider-anthropic/check-account";
import { checkAccount as checkGoogle } from "@offhook/provider-google/check-account";
import { AnthropicTwin } from "@offhook/twin-anthropic";
import { GoogleTwin } from "@offhook/twin-google";
import { type HttpTwin, serveHttpTwin } from "@offhook/twin-kit";
import { expect, it } from "vitest";

it.each([
  ["Anthropic", checkAnthropic, new AnthropicTwin({ apiKey: "K" }), "claude-haiku-4-5"],
  ["Google", checkGoogle, new GoogleTwin({ apiKey: "K" }), "gemini-3.8-flash"],
] as [string, typeof checkGoogle, HttpTwin, string][])(
  "%s tells its models to whoever has the key",
  async (_, check, twin, model) => {
    const served = await serveHttpTwin(twin);
    const ask = (apiKey: string) => check({ apiKey, baseUrl: served.baseUrl, signal: AbortSignal.timeout(10_000) });
    const right = await ask("K");
    expect(right).toMatchObject({ ok: true, models: expect.arrayContaining([expect.objectContaining({ id: model })]) });
    expect(await ask("other")).toMatchObject({ ok: false, fault: "key-refused" });
    await served.close();
  },
);
