/** The Twilio accounts that are there without anybody entering them: the configured one, and the twin's own. */
import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface TwilioAccount {
  accountSid: string;
  authToken: string;
  carrier: "twilio" | "twin";
}

/** Of the environment and of the data folder; those that somebody entered come from the vault. */
export function ownAccounts(dataFolder: string, env: NodeJS.ProcessEnv = process.env): TwilioAccount[] {
  const accounts: TwilioAccount[] = [{ ...twinAccount(dataFolder), carrier: "twin" }];
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken } = env;
  if (accountSid && authToken) accounts.push({ accountSid, authToken, carrier: "twilio" });
  return accounts;
}

/** Made once a data folder, by whoever needs it first: server, worker or command. */
export function twinAccount(dataFolder: string): { accountSid: string; authToken: string } {
  const path = join(dataFolder, "twin.json");
  const fresh = { accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: randomBytes(16).toString("hex") };
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${JSON.stringify(fresh)}\n`, { mode: 0o600 });
  try {
    // Whole or not at all, and only the first one: a link does not replace what is there.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return JSON.parse(readFileSync(path, "utf8")) as { accountSid: string; authToken: string };
}
