/** One process a model and language: loaded once, shared by all calls of this worker. */
import type { FoundModel } from "./models/find-model.ts";
import { loadable } from "./models/sherpa-config.ts";
import type { HearingJob, HearingWords } from "./transcriber/hearing-job.ts";
import type { SpeakingJob, SpokenSound } from "./voice/speaking-job.ts";
import { ModelProcess, type ProcessLink } from "./workers/process-link.ts";

const HEARING = new URL("./transcriber/hearing-worker.ts", import.meta.url);
const SPEAKING = new URL("./voice/voice-worker.ts", import.meta.url);

const links = new Map<string, ProcessLink<never, unknown>>();

export const hearingLink = (model: FoundModel, language: string): ProcessLink<HearingJob, HearingWords> =>
  linkOf(HEARING, model, language);

export const speakingLink = (model: FoundModel): ProcessLink<SpeakingJob, SpokenSound> => linkOf(SPEAKING, model, "");

/** Ends every process. What is asked for later starts them again. */
export async function closeLocal(): Promise<void> {
  const open = [...links.values()];
  links.clear();
  await Promise.all(open.map((link) => link.close()));
}

function linkOf<Request, Value>(module: URL, model: FoundModel, language: string): ProcessLink<Request, Value> {
  const told = loadable(model, language);
  // What the process is told makes it another one: a Whisper for two languages is loaded twice, all others once.
  const key = JSON.stringify(told);
  const link = links.get(key) ?? new ModelProcess<Request, Value>({ module, model: told, provider: model.id });
  links.set(key, link as ProcessLink<never, unknown>);
  return link as ProcessLink<Request, Value>;
}
