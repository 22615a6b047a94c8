/** The detector's worker thread: batches in, probabilities out. */
import { sileroPath } from "../models.ts";
import { serve } from "../workers/serve.ts";
import { loadSilero, type SileroBatch } from "./silero.ts";

const silero = loadSilero(sileroPath());
// Whoever asks first hears of it; without this the thread would die of an unhandled rejection before that.
silero.catch(() => {});

serve("detector-failed", async (batch: SileroBatch) => (await silero)(batch));
