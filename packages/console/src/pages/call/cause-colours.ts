/** One colour a cause of waiting, as a ground and as text. */
import type { Cause } from "./waterfall.ts";

export const CAUSE_GROUND: Record<Cause, string> = {
  endpoint: "bg-endpoint",
  model: "bg-model",
  voice: "bg-voice",
  network: "bg-network",
};

export const CAUSE_FILL: Record<Cause, string> = {
  endpoint: "fill-endpoint",
  model: "fill-model",
  voice: "fill-voice",
  network: "fill-network",
};

export const CAUSE_TEXT: Record<Cause, string> = {
  endpoint: "text-endpoint-text",
  model: "text-model-text",
  voice: "text-accent",
  network: "text-text-2",
};
