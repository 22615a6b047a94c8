/** Which of the models in use will be refused soon, or are already. */
import type { Catalogue, ModelKind } from "./catalogue.ts";
import { findModel } from "./catalogue-find.ts";

/** One place of an assistant that names a provider. */
export interface ModelUse {
  provider: string;
  kind: ModelKind;
  id?: string;
  /** Where the id names a voice, the model may be said beside it. */
  model?: string;
}

export interface DyingModel {
  provider: string;
  kind: ModelKind;
  /** The catalogue's id. */
  model: string;
  endOfLife: string;
  /** `vendor/id`. */
  successor: string | null;
  /** Whole days from today; negative: it is over. */
  daysLeft: number;
  severity: "warn" | "error";
}

/** Long enough to try another model with real calls. */
const WARNED_MONTHS_AHEAD = 4;
const DAY_MS = 86_400_000;

/** Each model once, the most pressing first. `today` is an ISO date. */
export function dyingAmong(catalogues: readonly Catalogue[], uses: readonly ModelUse[], today: string): DyingModel[] {
  const found = new Map<string, DyingModel>();
  for (const use of uses) {
    const dying = dyingModel(catalogues, use, today);
    if (dying) found.set(`${dying.provider}/${dying.kind}/${dying.model}`, dying);
  }
  return [...found.values()].sort((a, b) => a.daysLeft - b.daysLeft);
}

function dyingModel(catalogues: readonly Catalogue[], use: ModelUse, today: string): DyingModel | null {
  const catalogue = catalogues.find(({ provider }) => provider === use.provider);
  const card = catalogue ? findModel(catalogue, use.kind, use.model ?? use.id) : null;
  if (!card?.endOfLife || card.endOfLife > monthsAfter(today, WARNED_MONTHS_AHEAD)) return null;
  const { id, kind, endOfLife, successor } = card;
  return {
    ...{ provider: use.provider, kind, model: id, endOfLife },
    successor: successor && !successor.includes("/") ? `${use.provider}/${successor}` : successor,
    daysLeft: Math.round((Date.parse(endOfLife) - Date.parse(today)) / DAY_MS),
    severity: endOfLife <= today ? "error" : "warn",
  };
}

function monthsAfter(date: string, months: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}
