/** For how long words and recordings are kept, and the broom that goes round every hour. */
import type { Logger } from "pino";
import { z } from "zod";
import { keptDays } from "../assistants/kept-days.ts";
import { type Assistants, forgetRecordings, forgetWords } from "../store/forget-calls.ts";
import { changeSetting, getSetting } from "../store/settings.ts";
import type { Store } from "../store/store.ts";

export const retentionShape = z
  .strictObject({
    transcriptDays: keptDays.describe("Transcripts and logs; null: for ever."),
    recordingDays: keptDays.describe("Recordings; null: for ever."),
  })
  .meta({ id: "RetentionSettings" });

export type Retention = z.infer<typeof retentionShape>;

const NAME = "retention";
/** DESIGN §10. */
const USUAL: Retention = Object.freeze({ transcriptDays: 90, recordingDays: 30 });
const SWEEP_EVERY_MS = 3_600_000;
/** After the start, when calls are taken already. */
const FIRST_SWEEP_MS = 60_000;
const DAY_MS = 86_400_000;

export async function readRetention(store: Store): Promise<Retention> {
  return retentionIn(await getSetting(store, NAME));
}

/** `check` sees what it replaces, and may throw. */
export const writeRetention = (
  store: Store,
  retention: Retention,
  check: (before: Retention) => void,
): Promise<Retention> =>
  changeSetting(store, NAME, (before) => {
    check(retentionIn(before));
    return retention;
  });

function retentionIn(stored: unknown): Retention {
  const kept = retentionShape.safeParse(stored);
  return kept.success ? kept.data : USUAL;
}

/** What an assistant says of its own calls goes before what the house says. */
async function retentionOf(store: Store, slot: keyof Retention): Promise<{ days: number | null; calls: Assistants }[]> {
  const house = await readRetention(store);
  const { rows } = await store.pool.query<{ id: string; retention: Partial<Retention> }>(
    `SELECT a.id, v.definition->'retention' AS retention FROM assistants a
      JOIN assistant_versions v ON v.assistant_id = a.id AND v.version = a.published_version
      WHERE v.definition->'retention'->$1 IS NOT NULL`,
    [slot],
  );
  const own = rows.map(({ id, retention }) => ({ days: retention[slot] ?? null, calls: { of: [id] } }));
  return [{ days: house[slot], calls: { notOf: rows.map(({ id }) => id) } }, ...own];
}

/** Until nothing is left that is too old; what was forgotten. Several workers at once do it no harm. */
export async function sweep(
  store: Store,
  dataFolder: string,
  nowMs: number,
): Promise<{ recordings: number; transcripts: number }> {
  const each = async (slot: keyof Retention, forget: (before: Date, calls: Assistants) => Promise<number>) => {
    let sum = 0;
    for (const { days, calls } of await retentionOf(store, slot)) {
      const before = days === null ? null : new Date(nowMs - days * DAY_MS);
      sum += await repeated(before, (date) => forget(date, calls));
    }
    return sum;
  };
  return {
    recordings: await each("recordingDays", (date, calls) => forgetRecordings(store, dataFolder, date, calls)),
    transcripts: await each("transcriptDays", (date, calls) => forgetWords(store, date, calls)),
  };
}

export function sweepRegularly(parts: { store: Store; dataFolder: string; logger: Logger }): { stop(): void } {
  const { store, dataFolder, logger } = parts;
  const run = (): void =>
    void sweep(store, dataFolder, Date.now()).then(
      (done) => {
        if (done.recordings + done.transcripts > 0) logger.info(done, "old-calls-forgotten");
      },
      (error: unknown) => logger.warn({ problem: String(error) }, "old-calls-not-forgotten"),
    );
  const first = setTimeout(run, FIRST_SWEEP_MS).unref();
  const timer = setInterval(run, SWEEP_EVERY_MS).unref();
  return {
    stop() {
      clearTimeout(first);
      clearInterval(timer);
    },
  };
}

async function repeated(date: Date | null, forget: (date: Date) => Promise<number>): Promise<number> {
  let sum = 0;
  if (date === null) return sum;
  for (let done = await forget(date); done > 0; done = await forget(date)) sum += done;
  return sum;
}
