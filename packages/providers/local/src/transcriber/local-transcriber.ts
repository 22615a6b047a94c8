/** A transcriber over a model from a folder. Never throws: what is wrong with the folder is the first fault of every call. */
import {
  type Result,
  TELEPHONE_FORMAT,
  type Transcriber,
  type TranscriberOptions,
  type TranscriberSession,
  type TranscriberSink,
} from "@offhook/engine/ports";
import { failedSession } from "@offhook/provider-kit";
import { LOCAL_PROVIDER, localFault } from "../faults.ts";
import { type Environment, type FoundModel, findModel } from "../models/find-model.ts";
import { misfit } from "../models/misfit.ts";
import { hearingLink } from "../shared-links.ts";
import { StreamingSession } from "./streaming-session.ts";
import { type HearingLink, UtteranceSession } from "./utterance-session.ts";

export interface LocalTranscriberOptions {
  /** The folder's name. */
  model: string;
  /** Default the process's own. */
  environment?: Environment;
}

export function localTranscriber({ model, environment = process.env }: LocalTranscriberOptions): Transcriber {
  return transcriberOver(`${LOCAL_PROVIDER}/${model}`, () => findModel(model, environment), hearingLink);
}

/** `find` is asked at every call's beginning, so that a repaired folder is used without a restart. */
export function transcriberOver(
  id: string,
  find: () => Result<FoundModel>,
  linkTo: (model: FoundModel, language: string) => HearingLink,
): Transcriber {
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open(options, sink) {
      const found = find();
      if (!found.ok) return failedSession(found.fault, sink);
      const wrong = misfit(found.value, "hears", options);
      if (wrong) return failedSession(localFault(wrong.code, id, wrong.detail), sink);
      return openSession(found.value, options, sink, linkTo);
    },
  };
}

function openSession(
  model: FoundModel,
  { language }: TranscriberOptions,
  sink: TranscriberSink,
  linkTo: (model: FoundModel, language: string) => HearingLink,
): TranscriberSession {
  const link = linkTo(model, language);
  // Loaded while the greeting plays; a fault of it comes again with the first sentence.
  link.ask({ do: "load" }, () => {});
  return model.kind === "streaming-transducer" ? new StreamingSession(link, sink) : new UtteranceSession(link, sink);
}
