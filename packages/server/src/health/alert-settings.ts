/** Where alerts go. What signs them is sealed beside the vendors' keys, and so in no back-up that was made without keys. */
import { randomBytes } from "node:crypto";
import { changeSetting, getSetting } from "../store/index.ts";
import type { Store } from "../store/store.ts";
import type { Vault } from "../store/vault.ts";
import { redirectAlerts } from "./alert-queue.ts";

/** As it is stored. */
export interface AlertTarget {
  webhookUrl: string;
  /** The name of its secret: a new one each time, so that two who renew it at once notice one another. */
  secretName: string;
}

const SETTING = "alerts";
const PREFIX = "alerts:";

export async function readAlertTarget(store: Store): Promise<AlertTarget | null> {
  return ((await getSetting(store, SETTING)) as AlertTarget | null | undefined) ?? null;
}

/** `webhookUrl` null: no alerts. The secret is new each time. `check` sees what it replaces, and may throw. */
export async function writeAlertTarget(
  store: Store,
  vault: Vault,
  webhookUrl: string | null,
  check: (before: AlertTarget | null) => void = () => {},
): Promise<{ target: AlertTarget | null; secret: string | null }> {
  const target = webhookUrl === null ? null : { webhookUrl, secretName: newName() };
  const secret = randomBytes(24).toString("base64url");
  // Sealed first: there is never a target whose secret is still to come.
  if (target) await vault.put(target.secretName, secret);
  let replaced: AlertTarget | null = null;
  try {
    await changeSetting(store, SETTING, (before) => {
      replaced = (before ?? null) as AlertTarget | null;
      check(replaced);
      return target;
    });
  } catch (error) {
    if (target) await vault.remove(target.secretName);
    throw error;
  }
  await removeSecret(vault, replaced);
  await redirectAlerts(store, target !== null);
  return { target, secret: target && secret };
}

/** Before, it stood beside the address as it was. */
export async function sealAlertSecret(store: Store, vault: Vault): Promise<void> {
  const stored = (await getSetting(store, SETTING)) as (AlertTarget & { secret?: string }) | null | undefined;
  if (!stored || typeof stored.secret !== "string") return;
  const secretName = newName();
  await vault.put(secretName, stored.secret);
  const kept = await changeSetting(store, SETTING, (before) => {
    const now = before as (AlertTarget & { secret?: string }) | null;
    // Another worker was faster.
    return now && now.secret === stored.secret ? { webhookUrl: now.webhookUrl, secretName } : now;
  });
  if (kept?.secretName !== secretName) await vault.remove(secretName);
}

const newName = (): string => `${PREFIX}${randomBytes(8).toString("hex")}`;

async function removeSecret(vault: Vault, target: AlertTarget | null): Promise<void> {
  if (target?.secretName) await vault.remove(target.secretName);
}
