/** Prints what the doctor found: a table of the providers, the numbers, and everything wrong with its fix. */
import type { Diagnosis, ProviderDiagnosis } from "@offhook/server/providers";
import type { NumberReport } from "./doctor-numbers.ts";

const HEAD = ["provider", "key", "answered in", "left", "used by"];

const SIGNS: Record<NumberReport["state"], string> = { ok: "✓", failed: "✗", unknown: "!" };

/** `numbers` null: nobody could say anything of them. */
export function shownDiagnosis({ ok, providers }: Diagnosis, numbers: readonly NumberReport[] | null): string {
  const rows = [HEAD, ...providers.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const notes = providers.flatMap(({ name, notes: own, untried }) =>
    [...own, ...(untried === null ? [] : [untried])].map((note) => `  ${name}: ${note}`),
  );
  const wrong = providers.flatMap(({ name, findings }) =>
    findings.flatMap(({ severity, code, message, fix }) => [
      `${severity === "error" ? "✗" : "!"} ${name}: ${message}`,
      `    ${fix} [${code}]`,
    ]),
  );
  const rings = (numbers ?? []).flatMap(({ number, state, code, message, fix }) => [
    `${SIGNS[state]} ${number}: ${message}`,
    ...(state === "ok" ? [] : [`    ${fix} [${code}]`]),
  ]);
  const well = wrong.length === 0 && (numbers ?? []).every(({ state }) => state === "ok");
  const untried = providers.flatMap(({ name, untried: because }) => (because === null ? [] : [name]));
  return [table, notes, rings, wrong, [endOf({ ok, well, untried, knowsNumbers: numbers !== null })]]
    .map((lines) => lines.join("\n"))
    .filter((part) => part !== "")
    .join("\n\n");
}

function endOf(what: { ok: boolean; well: boolean; untried: readonly string[]; knowsNumbers: boolean }): string {
  const { ok, well, untried, knowsNumbers } = what;
  if (untried.length > 0) {
    return `${ok ? "Nothing that was tried is broken. " : ""}Not tried: ${untried.join(", ")}.`;
  }
  if (!ok) return "";
  if (!well) return "Nothing is broken.";
  return knowsNumbers ? "All is well." : "The providers are well.";
}

function rowOf({ name, key, latencyMs, quota, usedBy }: ProviderDiagnosis): string[] {
  return [
    name,
    key.replace("-", " "),
    latencyMs === null ? "–" : `${latencyMs} ms`,
    quota ? `${roundedDown(quota.left)} ${quota.unit}` : "–",
    usedBy.length === 0 ? "–" : `${usedBy.length} assistant${usedBy.length === 1 ? "" : "s"}`,
  ];
}

/** Of money and of characters: two places say enough. */
const roundedDown = (amount: number): string => String(Math.floor(amount * 100) / 100);
