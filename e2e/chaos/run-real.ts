/** One cell in real time: the same call, with the cell's vendor in trouble and a healthy one behind it. */
import type { Kind } from "./cells.ts";
import type { RealCell } from "./real-cells.ts";
import { type RealParts, realCall } from "./real-house.ts";
import { MODELS, REALTIME_MODELS, SPARE_MODEL, SPARE_TRANSCRIBER, TRANSCRIBERS, VOICES } from "./real-vendors.ts";
import type { CallMade } from "./run-virtual.ts";
import { REAL_SCRIPT } from "./script.ts";
import type { RealVendor, Stand } from "./stand.ts";

type Vendors<Part> = Readonly<Record<string, RealVendor<Part>>>;

/** Vendors of each kind by name, the first of them in every call that is not about another. */
const VENDORS: Readonly<Record<Kind, Vendors<unknown>>> = {
  transcriber: TRANSCRIBERS,
  voice: VOICES,
  model: MODELS,
  realtime: REALTIME_MODELS,
};

export const callIdOf = ({ kind, failure, phase, over }: RealCell): string =>
  ["call_real", VENDORS[kind][over]?.word, kind, failure, phase].filter(Boolean).join("_").replaceAll("-", "_");

/** One call; `null`: without trouble. */
export async function runReal(cell: RealCell | null, realtime: boolean, seed: number): Promise<CallMade> {
  const stands: Stand<unknown>[] = [];
  const put = async <Part>(vendor: RealVendor<Part> | undefined, isStruck: boolean, at: number): Promise<Part> => {
    if (!vendor) throw new Error(`Nobody is called ${cell?.over}.`);
    const stand = await vendor.stand(seed + at, isStruck ? cell : null);
    stands.push(stand);
    return stand.part;
  };
  const first = <Part>(kind: Kind, vendors: Vendors<Part>, usual: string, at: number): Promise<Part> =>
    cell?.kind === kind ? put(vendors[cell.over], true, at) : put(vendors[usual], false, at);
  const spareVoice = cell?.over === "deepgram/aura-2-thalia-en" ? "elevenlabs/flash-v2.5" : "deepgram/aura-2-thalia-en";
  const parts: RealParts = {
    transcribers: [
      await first("transcriber", TRANSCRIBERS, "deepgram/nova-3", 0),
      await put(SPARE_TRANSCRIBER, false, 1),
    ],
    voices: [await first("voice", VOICES, "elevenlabs/flash-v2.5", 0), await put(VOICES[spareVoice], false, 1)],
    models: [await first("model", MODELS, "openai/chat", 0), await put(SPARE_MODEL, false, 1)],
    realtime: realtime ? [await first("realtime", REALTIME_MODELS, "openai/gpt-realtime-2.1", 2)] : [],
  };
  const arm = (): void => stands.forEach((stand) => void stand.arm());
  const atMs = cell?.armAtMs ?? null;
  if (cell && atMs === null) arm();
  const made = await realCall(cell ? callIdOf(cell) : "call_real", REAL_SCRIPT, parts, {
    ...(atMs === null ? {} : { arm: { atMs, run: arm } }),
    struckAtMs: () => stands.map((stand) => stand.brokeAtMs()).find((atMs) => atMs !== null) ?? null,
  });
  await Promise.all(stands.map((stand) => stand.close()));
  return made;
}
