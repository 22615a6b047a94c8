/** The keys that the running server has, some of them entered in the console: it tries them itself, and they never leave it. */
import type { ServerKeyTest } from "@offhook/server/providers";
import type { ServerView } from "./doctor-server.ts";

/** As long as the vendors have who are asked from here at the same time. */
const ANSWER_WITHIN_MS = 7_500;

/** As `POST /v1/provider-keys/{provider}/test` answers. */
interface Answer {
  result?: "works" | "unknown";
  latencyMs?: number | null;
  detail?: string;
  error?: { code?: string; message?: string; fix?: string };
}

export async function testServerKey(
  { address, token }: ServerView,
  provider: string,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<ServerKeyTest> {
  const signal = AbortSignal.timeout(withinMs);
  try {
    const headers = { authorization: `Bearer ${token}` };
    const url = `${address}/v1/provider-keys/${encodeURIComponent(provider)}/test`;
    const response = await fetch(url, { method: "POST", headers, signal });
    return meaningOf((await response.json()) as Answer);
  } catch {
    return untried(signal.aborted ? "The server did not say in time whether it works." : "The server did not answer.");
  }
}

function meaningOf({ result, latencyMs = null, detail = "", error }: Answer): ServerKeyTest {
  if (result === "works") return { result, latencyMs, detail };
  if (error?.code === "provider-refused-key") {
    const { code, message = "The vendor refuses it.", fix = "Enter the key again." } = error;
    return { result: "refused", code, message, fix };
  }
  return untried(error?.message ?? detail);
}

const untried = (because: string): ServerKeyTest => ({
  result: "untried",
  because: `The key that the server has was not tried. ${because}`.trim(),
});
