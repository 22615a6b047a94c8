/**
 * Asks vendors that no call has met for a while whether they would work: the same free question as the doctor's, seldom, and
 * by one worker of the house. So a dead key is known before the next caller meets it.
 */
import type { AccountCheck, AccountQuota, CheckAccount } from "@offhook/provider-kit/account";
import type { Logger } from "pino";
import { ACCOUNT_CHECKS } from "../providers/account-checks.ts";
import { CATALOGUES, type Environment, isConfigured } from "../providers/catalogues.ts";
import type { Store } from "../store/store.ts";
import type { Alert, AlertDesk } from "./alerts.ts";
import type { HealthBoard } from "./health-board.ts";
import { titleOf } from "./titles.ts";
import type { VendorState } from "./vendor-state.ts";

/** Each vendor is asked at most so often, and only if calls have said nothing for as long. It costs nothing at any of them. */
export const PROBE_EVERY_MS = 300_000;
const ASK_WITHIN_MS = 8_000;
const LOW_QUOTA_SHARE = 0.1;

export interface ProbeParts {
  store: Store;
  logger: Logger;
  environment: Environment;
  board: HealthBoard;
  alerts: AlertDesk;
  vendor(name: string): VendorState;
  checks?: Readonly<Record<string, CheckAccount>>;
}

/** Once through all of them; returns who was asked. */
export async function probeVendors(parts: ProbeParts): Promise<string[]> {
  const { environment, checks = ACCOUNT_CHECKS } = parts;
  const due = CATALOGUES.filter(({ provider, keyName }) => {
    const heardAtMs = parts.vendor(provider).checkedAtMs ?? 0;
    const configured = keyName !== null && isConfigured({ keyName } as never, environment);
    return configured && checks[provider] !== undefined && Date.now() - heardAtMs >= PROBE_EVERY_MS;
  });
  const asked = await Promise.all(
    due.map(async ({ provider, keyName, baseUrlName, baseUrl }) => {
      if (!(await isOurs(parts.store, provider))) return [];
      const access = {
        apiKey: environment[keyName ?? ""] ?? "",
        baseUrl: environment[baseUrlName ?? ""] || (baseUrl ?? ""),
        signal: AbortSignal.timeout(ASK_WITHIN_MS),
      };
      const check = await checks[provider]?.(access);
      if (check) note(parts, provider, check);
      return [provider];
    }),
  );
  return asked.flat();
}

function note({ board, logger, alerts }: ProbeParts, vendor: string, check: AccountCheck): void {
  logger.debug({ provider: vendor, ok: check.ok }, "provider-probed");
  if (!check.ok) {
    const { fault, detail } = check;
    return board.probed(vendor, { code: `${vendor}-${fault}`, message: detail, retryable: true });
  }
  const { quota } = check;
  if (quota && quota.left <= 0) {
    const message = `Nothing is left of ${quota.limit ?? "the"} ${quota.unit}.`;
    return board.probed(vendor, { code: `${vendor}-quota-exhausted`, message, retryable: false });
  }
  board.probed(vendor, null);
  if (quota?.limit && quota.left < quota.limit * LOW_QUOTA_SHARE) void alerts.raise(lowQuota(vendor, quota));
}

const lowQuota = (vendor: string, { left, limit, unit, resetsAt }: AccountQuota): Alert => ({
  ...{ type: "provider-quota-low", about: vendor },
  message: `The account at ${titleOf(vendor)} has ${left} of ${limit} ${unit} left${resetsAt ? ` until ${resetsAt}` : ""}.`,
  fix: "Top up the account, or put a second provider in the lists that have none.",
});

/** One row a vendor: whoever writes its time asks. */
async function isOurs({ pool }: Store, vendor: string): Promise<boolean> {
  const text = `INSERT INTO settings (name, value) VALUES ($1, to_json($2::bigint))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
    WHERE (settings.value #>> '{}')::bigint <= $3 RETURNING name`;
  const nowMs = Date.now();
  const { rowCount } = await pool.query(text, [`probe:${vendor}`, nowMs, nowMs - PROBE_EVERY_MS]);
  return rowCount === 1;
}
