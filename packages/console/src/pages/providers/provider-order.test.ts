/** Trouble is read first. */
import type { Provider } from "@offhook/api-client";
import { expect, it } from "vitest";
import { byImportance } from "./provider-order.ts";

it("puts trouble before use, and use before what could be", () => {
  const provider = (id: string, state: Provider["state"]) => ({ id, state }) as Provider;
  const providers = [
    provider("openai", "no-key"),
    provider("embedded", "ready"),
    provider("cartesia", "no-key"),
    provider("google", "degraded"),
    provider("deepgram", "down"),
    provider("elevenlabs", "ready"),
  ];
  expect(byImportance(providers, ["elevenlabs", "cartesia"]).map(({ id }) => id)).toEqual([
    "deepgram",
    "google",
    "cartesia",
    "elevenlabs",
    "embedded",
    "openai",
  ]);
});
