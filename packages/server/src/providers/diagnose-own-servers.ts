/** Servers of one's own, at the addresses that assistants name: are they there, and do they know the models? */

import type { AccountCheck, CheckAccount } from "@offhook/provider-kit/account";
import { namedKey } from "@offhook/provider-openai";
import type { Environment } from "./catalogues.ts";
import { unlistedFindings } from "./diagnose-models.ts";
import type { Finding, ProviderDiagnosis } from "./diagnosis.ts";
import type { AddressedUse, UsedModels } from "./dying-models.ts";

/** The protocol that all of them speak. */
export const OWN_SERVERS = Object.freeze({ provider: "openai-compatible", name: "OpenAI-compatible" });

interface OwnServer {
  baseUrl: string;
  /** The variable with its key; null: it takes none. */
  keyName: string | null;
  uses: AddressedUse[];
  usedBy: string[];
}

export const isOwnServer = ({ provider, baseUrl }: AddressedUse): boolean =>
  provider === OWN_SERVERS.provider || baseUrl !== undefined;

/** `check`: how such a server is asked for its models. */
export function diagnoseOwnServers(
  used: readonly UsedModels[],
  environment: Environment,
  check: CheckAccount,
  withinMs: number,
): Promise<ProviderDiagnosis[]> {
  return Promise.all(ownServers(used).map((one) => diagnoseOne(one, environment, check, withinMs)));
}

/** One an address and key, in the order in which assistants name them. */
function ownServers(used: readonly UsedModels[]): OwnServer[] {
  const servers = new Map<string, OwnServer>();
  for (const { assistantId, uses } of used) {
    for (const use of uses.filter(isOwnServer)) {
      const { baseUrl = "", apiKeyFrom: keyName = null } = use;
      const key = `${baseUrl}\n${keyName}`;
      const known = servers.get(key) ?? { baseUrl, keyName, uses: [], usedBy: [] };
      if (!known.usedBy.includes(assistantId)) known.usedBy.push(assistantId);
      servers.set(key, { ...known, uses: [...known.uses, use] });
    }
  }
  return [...servers.values()];
}

async function diagnoseOne(
  { baseUrl, keyName, uses, usedBy }: OwnServer,
  environment: Environment,
  check: CheckAccount,
  withinMs: number,
): Promise<ProviderDiagnosis> {
  const known = {
    ...{ provider: OWN_SERVERS.provider, name: `${OWN_SERVERS.name} ${baseUrl}`.trim(), baseUrl, usedBy },
    ...{ latencyMs: null, quota: null, findings: [], notes: [], untried: null },
  };
  const apiKey = namedKey(environment, keyName ?? "");
  if (keyName !== null && apiKey === "") {
    return { ...known, key: "not-checked", untried: `${keyName} is not set here, so that it was not asked.` };
  }
  const answer = await check({ apiKey, baseUrl, signal: AbortSignal.timeout(withinMs) });
  const latencyMs = answer.latencyMs;
  if (!answer.ok && isSilentOnModels(answer)) {
    const untried = `It answers, and gives no list of its models (${answer.detail}), so that nothing else was tried.`;
    return { ...known, latencyMs, key: "not-checked", untried };
  }
  const findings = answer.ok ? unlistedFindings(uses, answer.models ?? []) : [findingOf(answer, baseUrl, keyName)];
  return { ...known, latencyMs, key: keyOf(answer, keyName), findings };
}

type Refusal = Extract<AccountCheck, { ok: false }>;

/** Not every server of this kind lists its models, and one that is busy says nothing about itself. */
const isSilentOnModels = ({ fault, latencyMs }: Refusal): boolean =>
  latencyMs !== null && (fault === "answer-malformed" || fault === "rate-limited");

function keyOf(answer: AccountCheck, keyName: string | null): ProviderDiagnosis["key"] {
  if (answer.ok) return keyName === null ? "not-needed" : "accepted";
  return isRefusal(answer) ? "refused" : "not-checked";
}

const isRefusal = ({ fault }: Refusal): boolean => fault === "key-refused" || fault === "not-allowed";

function findingOf(answer: Refusal, baseUrl: string, keyName: string | null): Finding {
  if (isRefusal(answer)) {
    const fix = keyName
      ? `Check that ${keyName} is whole and belongs to this server.`
      : "Name the variable with its key in the assistant, as `apiKeyFrom`.";
    return { severity: "error", code: "own-server-key-refused", message: `It refuses the key. ${answer.detail}`, fix };
  }
  return {
    ...{ severity: "error", code: "own-server-unreachable" },
    message: `It does not answer as it should. ${answer.detail || answer.fault}`,
    fix:
      baseUrl === ""
        ? "Give the assistant its baseUrl."
        : "Start the server there, or correct the baseUrl in the assistant.",
  };
}
