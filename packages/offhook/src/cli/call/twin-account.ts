/** The account of the Twilio twin in the data folder. The server makes it at its start, mode 0600; both sides read it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../cli-error.ts";

export interface TwinAccount {
  accountSid: string;
  authToken: string;
}

export function readTwinAccount(dataFolder: string): TwinAccount {
  try {
    const account: Partial<TwinAccount> = JSON.parse(readFileSync(join(dataFolder, "twin.json"), "utf8"));
    const { accountSid, authToken } = account;
    if (accountSid && authToken) return { accountSid, authToken };
  } catch {
    // Missing and broken are the same to whoever wants to call.
  }
  throw new CliError("twin-account-missing", { dataFolder });
}
