/**
 * Asks every vendor that is set up, or that an assistant names, whether it would work, all at once. Knows no terminal and no
 * server: what those know is given.
 */
import { type CommonFault, commonFaults } from "@offhook/provider-kit";
import type { AccountCheck, CheckAccount } from "@offhook/provider-kit/account";
import type { Catalogue } from "@offhook/provider-kit/catalogue";
import { ACCOUNT_CHECKS } from "./account-checks.ts";
import { CATALOGUES, catalogueOf, type Environment, isConfigured } from "./catalogues.ts";
import { localFindings, modelFindings } from "./diagnose-models.ts";
import { diagnoseOwnServers, isOwnServer, OWN_SERVERS } from "./diagnose-own-servers.ts";
import type { Diagnosis, Finding, ProviderDiagnosis, ServerKeyTest } from "./diagnosis.ts";
import type { UsedModels } from "./dying-models.ts";

export interface DiagnoseOptions {
  /** Where the keys and addresses are. */
  environment: Environment;
  used: readonly UsedModels[];
  /** Which vendors the running server has a key for; null: no server was asked. */
  serverHasKey: Readonly<Record<string, boolean>> | null;
  /** Has the server try the key that it has. */
  testOnServer?(provider: string): Promise<ServerKeyTest>;
  /** ISO date. */
  today: string;
  /** Each vendor's time to answer. */
  withinMs?: number;
  checks?: Readonly<Record<string, CheckAccount>>;
}

/** With a second and a half for the server before it, ten seconds in all. */
const ANSWER_WITHIN_MS = 7_500;
/** Less than this share of a quota is worth a word. */
const LOW_QUOTA = 0.1;

export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const { environment, used, withinMs = ANSWER_WITHIN_MS, checks = ACCOUNT_CHECKS } = options;
  const wanted = CATALOGUES.filter((catalogue) => matters(catalogue, options));
  const [vendors, own] = await Promise.all([
    Promise.all(wanted.map((catalogue) => diagnoseOne(catalogue, options))),
    checks.openai ? diagnoseOwnServers(used, environment, checks.openai, withinMs) : [],
  ]);
  const providers = [...vendors, ...own, ...unknownOnes(used)];
  const ok = providers.every(({ findings }) => findings.every(({ severity }) => severity !== "error"));
  return { ok, providers };
}

function matters(catalogue: Catalogue, { environment, used, serverHasKey }: DiagnoseOptions): boolean {
  const { provider } = catalogue;
  return (
    isConfigured(catalogue, environment) || usersOf(provider, used).length > 0 || serverHasKey?.[provider] === true
  );
}

async function diagnoseOne(catalogue: Catalogue, options: DiagnoseOptions): Promise<ProviderDiagnosis> {
  const { provider, name, keyName, baseUrlName } = catalogue;
  const { environment, used, today, serverHasKey } = options;
  const usedBy = usersOf(provider, used).map(({ assistantId }) => assistantId);
  const uses = used.flatMap((one) => one.uses).filter((use) => use.provider === provider && !isOwnServer(use));
  const baseUrl = (baseUrlName && environment[baseUrlName]) || null;
  const known = { provider, name, baseUrl, usedBy, latencyMs: null, quota: null, untried: null };
  const notes = baseUrl ? [`${baseUrlName} points to ${baseUrl}.`] : [];
  if (keyName === null) {
    const findings = [...localFindings(uses, environment), ...modelFindings(uses, null, today)];
    return { ...known, key: "not-needed", findings, notes };
  }
  const apiKey = environment[keyName] ?? "";
  // A server of one's own may need no key.
  const isHere = apiKey !== "" || baseUrl !== null;
  const [check, theirs] = await Promise.all([
    isHere ? asked(catalogue, apiKey, baseUrl, options) : null,
    serverHasKey?.[provider] ? testOnServer(provider, options) : null,
  ]);
  const models = modelFindings(uses, check?.ok ? check.models : null, today);
  if (!check) {
    if (!theirs) return { ...known, notes, key: "missing", findings: [findingOf(catalogue, "key-missing"), ...models] };
    return withServersKey({ ...known, key: "not-checked", findings: models, notes }, theirs);
  }
  const lacks = apiKey !== "" && serverHasKey?.[provider] === false;
  const here: ProviderDiagnosis = {
    ...known,
    ...{ key: keyOf(check), latencyMs: check.latencyMs, quota: check.ok ? check.quota : null },
    findings: [
      ...checkFindings(catalogue, check),
      ...(lacks ? [serverLacksKey(keyName, usedBy.length > 0)] : []),
      ...models,
    ],
    notes: check.ok && check.restricted ? [...notes, "The key is good, but may not read the account."] : notes,
  };
  return theirs ? withServersKey(here, theirs) : here;
}

/** Calls use the server's key, which may be another than the one in this terminal. */
function withServersKey(known: ProviderDiagnosis, theirs: ServerKeyTest): ProviderDiagnosis {
  if (theirs.result === "untried") return { ...known, untried: theirs.because };
  if (theirs.result === "works") {
    if (known.key !== "not-checked" || known.latencyMs !== null) return known;
    return { ...known, key: "accepted", latencyMs: theirs.latencyMs, notes: [...known.notes, theirs.detail] };
  }
  // The same key twice, most likely: once is enough.
  if (known.key === "refused") return known;
  const { code, message, fix } = theirs;
  const refusal: Finding = { severity: "error", code, message, fix };
  return { ...known, key: "refused", findings: [refusal, ...known.findings] };
}

async function testOnServer(provider: string, { testOnServer: test }: DiagnoseOptions): Promise<ServerKeyTest> {
  return (await test?.(provider)) ?? { result: "untried", because: "The server's key was not tried." };
}

/** Somebody's own: an assistant in code may bring what nobody here knows. */
function unknownOnes(used: readonly UsedModels[]): ProviderDiagnosis[] {
  const named = new Set(used.flatMap(({ uses }) => uses.map(({ provider }) => provider)));
  const unknown = [...named].filter((provider) => !catalogueOf(provider) && provider !== OWN_SERVERS.provider);
  return unknown.map((provider) => ({
    ...{ provider, name: provider, key: "not-checked", latencyMs: null, quota: null, baseUrl: null },
    usedBy: usersOf(provider, used).map(({ assistantId }) => assistantId),
    ...{ findings: [], notes: [], untried: "Nobody here knows how to ask it." },
  }));
}

async function asked(
  { provider, baseUrl: own }: Catalogue,
  apiKey: string,
  baseUrl: string | null,
  { withinMs = ANSWER_WITHIN_MS, checks = ACCOUNT_CHECKS }: DiagnoseOptions,
): Promise<AccountCheck> {
  const check = checks[provider];
  if (!check) return { ok: false, latencyMs: null, fault: "answer-malformed", detail: "Nobody knows how to ask." };
  return check({ apiKey, baseUrl: baseUrl ?? own ?? "", signal: AbortSignal.timeout(withinMs) });
}

function keyOf(check: AccountCheck): ProviderDiagnosis["key"] {
  if (check.ok || check.fault === "quota-exhausted" || check.fault === "rate-limited") return "accepted";
  return check.fault === "key-refused" || check.fault === "not-allowed" ? "refused" : "not-checked";
}

function checkFindings(catalogue: Catalogue, check: AccountCheck): Finding[] {
  if (!check.ok) return [findingOf(catalogue, check.fault, check.detail)];
  const { quota } = check;
  if (quota && quota.left <= 0) return [findingOf(catalogue, "quota-exhausted")];
  if (!quota?.limit || quota.left >= quota.limit * LOW_QUOTA) return [];
  const message = `${quota.left} of ${quota.limit} ${quota.unit} are left.`;
  return [{ severity: "warn", code: "quota-low", message, fix: "Top up the account before it is empty." }];
}

/** In the words that the same fault has in a call. */
function findingOf(catalogue: Catalogue, fault: CommonFault, detail = ""): Finding {
  const { provider, name, keyName, baseUrlName } = catalogue;
  const vendor = { name: provider, title: name, keyName: keyName ?? "", baseUrlName: baseUrlName ?? "" };
  const code = `${provider}-${fault}` as const;
  const { says, fix } = commonFaults(vendor)[code] ?? { says: fault, fix: "" };
  return { severity: "error", code, message: detail === "" ? says : `${says} ${detail}`, fix };
}

const serverLacksKey = (keyName: string, isUsed: boolean): Finding => ({
  severity: isUsed ? "error" : "warn",
  code: "server-lacks-key",
  message: `The running server does not have ${keyName}.`,
  fix: `Set ${keyName} where the server is started, and start it again.`,
});

const usersOf = (provider: string, used: readonly UsedModels[]): UsedModels[] =>
  used.filter(({ uses }) => uses.some((use) => use.provider === provider && !isOwnServer(use)));
