/** For how long words and recordings are kept, and the broom that goes round every hour. */
import type { Logger } from "pino";
import { z } from "zod";
import { forgetRecordings, forgetWords } from "../store/forget-calls.ts";
import { getSetting, setSetting } from "../store/settings.ts";
import type { Store } from "../store/store.ts";

const days = z.int().min(1).max(3_650).nullable();
export const retentionShape = z
  .strictObject({
    transcriptDays: days.describe("Transcripts and logs; null: for ever."),
    recordingDays: days.describe("Recordings; null: for ever."),
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
  const kept = retentionShape.safeParse(await getSetting(store, NAME));
  return kept.success ? kept.data : USUAL;
}

export const writeRetention = (store: Store, retention: Retention): Promise<void> => setSetting(store, NAME, retention);

/** Until nothing is left that is too old; what was forgotten. Several workers at once do it no harm. */
export async function sweep(
  store: Store,
  dataFolder: string,
  nowMs: number,
): Promise<{ recordings: number; transcripts: number }> {
  const { recordingDays, transcriptDays } = await readRetention(store);
  const before = (kept: number | null): Date | null => (kept === null ? null : new Date(nowMs - kept * DAY_MS));
  return {
    recordings: await repeated(before(recordingDays), (date) => forgetRecordings(store, dataFolder, date)),
    transcripts: await repeated(before(transcriptDays), (date) => forgetWords(store, date)),
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
