/** What Claude says it used, as it will be billed. */
import { expect, it } from "vitest";
import { ClaudeDialect } from "./claude-dialect.ts";

const said = (type: string, rest: object) => ({ name: type, data: JSON.stringify({ type, ...rest }) });

it("tells apart what was read, what was read again from the cache and what was put there", () => {
  const dialect = new ClaudeDialect("anthropic/claude-haiku-4-5");
  const usage = {
    input_tokens: 12,
    cache_creation_input_tokens: 4_500,
    cache_read_input_tokens: 3_000,
    output_tokens: 1,
  };
  dialect.read(said("message_start", { message: { usage } }));
  // The last word repeats the output alone.
  const last = dialect.read(
    said("message_delta", { delta: { stop_reason: "end_turn" }, usage: { output_tokens: 40 } }),
  );
  expect(last).toMatchObject({
    usage: { inputTokens: 7_512, cachedTokens: 3_000, cacheWriteTokens: 4_500, outputTokens: 40 },
  });
});

it("says nothing of a cache that was not written", () => {
  const dialect = new ClaudeDialect("anthropic/claude-haiku-4-5");
  const step = dialect.read(said("message_start", { message: { usage: { input_tokens: 12, output_tokens: 1 } } }));
  expect(step).toEqual({ usage: { inputTokens: 12, cachedTokens: 0, outputTokens: 1 } });
});
