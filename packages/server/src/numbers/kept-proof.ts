/** What was last found about PUBLIC_URL, kept for every page: a list of numbers must not wait for a network. */
import { z } from "zod";
import { getSetting, setSetting } from "../store/settings.ts";
import { type AddressProof, proveAddress } from "./public-address.ts";
import type { TwilioHouse } from "./twilio-house.ts";

const NAME = "address-proof";
/** Both questions together; where the address answers at all, they take milliseconds. */
const WAIT_MS = 3_000;
const keptShape = z.object({ url: z.string(), state: z.string(), met: z.string() });

export interface KeptProof extends AddressProof {
  url: string;
}

export type ProvingHouse = TwilioHouse & { instanceId: string };

/** Null: there is no address to be proven. */
export async function proveAndKeep({ config, store, instanceId }: ProvingHouse): Promise<KeptProof | null> {
  const { publicUrl: url } = config;
  if (!url) return null;
  const proof: KeptProof = { url, ...(await proveAddress(url, instanceId, WAIT_MS / 2)) };
  await setSetting(store, NAME, proof);
  return proof;
}

/** Null: nobody has asked since the address is this one. */
export async function lastProof({ config, store }: Pick<TwilioHouse, "config" | "store">): Promise<KeptProof | null> {
  if (!config.publicUrl) return null;
  const kept = keptShape.safeParse(await getSetting(store, NAME));
  return kept.success && kept.data.url === config.publicUrl ? (kept.data as KeptProof) : null;
}
