/** Chance that is the same for the same seed. */
import { seededRandom } from "@offhook/engine/audio";

export { seededRandom };

/** Numbers in [0, 1). */
export type Random = () => number;

/** How long something takes: never less than `floorMs`, mostly near it, at worst `tailMs` more. */
export interface Latency {
  floorMs: number;
  tailMs: number;
}

export function drawMs(random: Random, { floorMs, tailMs }: Latency): number {
  // The fourth power leaves most draws near the floor and a few in the tail.
  return Math.round(floorMs + tailMs * random() ** 4);
}

/** Such as 8-4-4-4-12 hexadecimal digits. */
export function uuid(random: Random): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}
