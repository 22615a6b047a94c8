/** A small round sign beside a name. Never alone: what it means stands beside it in words. */
import type { Tone } from "./tone.ts";

const COLOURS: Record<Tone, string> = { plain: "bg-text-3", good: "bg-accent", soon: "bg-endpoint", bad: "bg-danger" };

export function Dot({ tone = "good", pulsing = false }: { tone?: Tone; pulsing?: boolean }) {
  const motion = pulsing ? "motion-safe:animate-[pulse-live_1.6s_infinite]" : "";
  return <span aria-hidden className={`inline-block size-[7px] shrink-0 rounded-full ${COLOURS[tone]} ${motion}`} />;
}
