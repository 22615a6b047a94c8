/** The number to dial so that a certain assistant answers: one of the simulator's that is bound to it, made where there is none. */
import { CliError } from "../cli-error.ts";
import type { FoundServer } from "../find-server.ts";
import { askJson } from "../server-api.ts";
import { findStored } from "../stored-assistants.ts";
import { readTwinAccount } from "./twin-account.ts";

interface PhoneNumber {
  number: string;
  accountSid: string;
  assistantId: string | null;
  hours: unknown;
}

/** `wanted`: the assistant's id or name. */
export async function numberOf(server: FoundServer, wanted: string): Promise<string> {
  const { id, name, publishedVersion } = await findStored(server, wanted);
  if (publishedVersion === null) throw new CliError("assistant-not-published", { name });
  const { accountSid } = readTwinAccount(server.dataFolder);
  const { items } = await askJson<{ items: PhoneNumber[] }>(server, "GET", "/v1/phone-numbers");
  // One with hours is answered by somebody else outside them.
  const bound = items.find((one) => one.accountSid === accountSid && one.assistantId === id && !one.hours);
  if (bound) return bound.number;
  return (await askJson<PhoneNumber>(server, "POST", "/v1/simulator/numbers", { assistantId: id })).number;
}
