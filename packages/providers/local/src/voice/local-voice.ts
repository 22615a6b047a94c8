/** A voice over a model from a folder. Never throws: what is wrong with the folder is every clause's fault. */
import {
  type Cancellable,
  type Result,
  TELEPHONE_FORMAT,
  type Voice,
  type VoiceRequest,
  type VoiceSink,
} from "@offhook/engine/ports";
import { failedSpeech, speakablePieces } from "@offhook/provider-kit";
import { LOCAL_PROVIDER, localFault } from "../faults.ts";
import { type Environment, type FoundModel, findModel } from "../models/find-model.ts";
import { misfit } from "../models/misfit.ts";
import { speakingLink } from "../shared-links.ts";
import type { ProcessLink } from "../workers/process-link.ts";
import type { SpeakingJob, SpokenSound } from "./speaking-job.ts";

export interface LocalVoiceOptions {
  /** The folder's name. */
  model: string;
  /** Which of its speakers, from 0, where a model has several. */
  speaker?: number;
  /** Default the process's own. */
  environment?: Environment;
}

export type SpeakingLink = Pick<ProcessLink<SpeakingJob, SpokenSound>, "ask">;

/** Models accept more, but what comes out is no speech any more. */
const MIN_SPEED = 0.5;
const MAX_SPEED = 2;
/** A clause has some hundred; more at once would hold the process up for the other calls. */
const MOST_CHARACTERS = 400;

export function localVoice({ model, speaker = 0, environment = process.env }: LocalVoiceOptions): Voice {
  const id = `${LOCAL_PROVIDER}/${model}`;
  return voiceOver({ id, speaker, find: () => findModel(model, environment), linkTo: speakingLink });
}

export interface LocalVoiceParts {
  id: string;
  speaker: number;
  find(): Result<FoundModel>;
  linkTo(model: FoundModel): SpeakingLink;
}

export function voiceOver(parts: LocalVoiceParts): Voice {
  const { id, speaker, find, linkTo } = parts;
  return {
    // Part of the cache's key: two speakers of one model are two voices.
    id: speaker === 0 ? id : `${id}/${speaker}`,
    formats: [TELEPHONE_FORMAT],
    synthesize: (request, sink) => synthesize(parts, request, sink),
    prepare(language) {
      const found = find();
      if (!found.ok || misfit(found.value, "speaks", { language, format: TELEPHONE_FORMAT })) return;
      linkTo(found.value).ask({ do: "load" }, () => {});
    },
  };
}

function synthesize({ id, speaker, find, linkTo }: LocalVoiceParts, request: VoiceRequest, sink: VoiceSink) {
  const found = find();
  if (!found.ok) return failedSpeech(found.fault, sink);
  const wrong = misfit(found.value, "speaks", request);
  if (wrong) return failedSpeech(localFault(wrong.code, id, wrong.detail), sink);
  const pieces = speakablePieces(request.text, MOST_CHARACTERS);
  if (pieces.length === 0) return failedSpeech(localFault("local-nothing-to-say", id), sink);
  const speed = Math.min(MAX_SPEED, Math.max(MIN_SPEED, request.speed));
  return speakInTurn(
    linkTo(found.value),
    pieces.map((text) => ({ do: "speak", text, speaker, speed })),
    sink,
  );
}

/** One after the other, so that clauses of other calls come in between. */
function speakInTurn(link: SpeakingLink, jobs: SpeakingJob[], sink: VoiceSink): Cancellable {
  let wanted = true;
  let asked: Cancellable | null = null;
  const next = (): void => {
    const job = jobs.shift();
    if (!job) return sink.done();
    asked = link.ask(job, (result) => {
      if (!wanted) return;
      if (!result.ok) return sink.fault(result.fault);
      sink.audio(result.value.audio);
      if (wanted) next();
    });
  };
  next();
  return {
    cancel() {
      wanted = false;
      asked?.cancel();
    },
  };
}
