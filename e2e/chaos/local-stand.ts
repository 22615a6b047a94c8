/**
 * Models of one's own, in processes of their own: there is no line to break. Cut is a process that dies, and so do those that
 * are started after it; stalled is one that hangs; refused is a folder that is not there.
 */
import type { Transcriber, Voice } from "@offhook/engine/ports";
import { localTranscriber, localVoice, transcriberOver, voiceOver } from "@offhook/provider-local";
import type { FoundModel } from "../../packages/providers/local/src/models/find-model.ts";
import type { HearingJob, HearingWords } from "../../packages/providers/local/src/transcriber/hearing-job.ts";
import type { SpeakingJob, SpokenSound } from "../../packages/providers/local/src/voice/speaking-job.ts";
import { ModelProcess, type ProcessLink } from "../../packages/providers/local/src/workers/process-link.ts";
import type { RealVendor, Stand, Trouble } from "./stand.ts";

export type LocalOrder = HearingJob | SpeakingJob | { do: "die" } | { do: "hang" };

const MODULE = new URL("./local-model.ts", import.meta.url);
const NOWHERE = { OFFHOOK_MODELS: "/nowhere" };
const HEARS = model("streaming-transducer", "hears");
const SPEAKS = model("piper", "speaks");

export const LOCAL_TRANSCRIBER: RealVendor<Transcriber> = {
  word: "local",
  stand: async (_, trouble) =>
    trouble?.trouble.how === "refuse"
      ? notThere(localTranscriber({ model: "none", environment: NOWHERE }))
      : overProcess<HearingJob, HearingWords, Transcriber>(HEARS.id, trouble, (link) =>
          transcriberOver(
            HEARS.id,
            () => ({ ok: true, value: HEARS }),
            () => link,
          ),
        ),
};

export const LOCAL_VOICE: RealVendor<Voice> = {
  word: "local",
  stand: async (_, trouble) =>
    trouble?.trouble.how === "refuse"
      ? notThere(localVoice({ model: "none", environment: NOWHERE }))
      : overProcess<SpeakingJob, SpokenSound, Voice>(SPEAKS.id, trouble, (link) =>
          voiceOver({ id: SPEAKS.id, speaker: 0, find: () => ({ ok: true, value: SPEAKS }), linkTo: () => link }),
        ),
};

function model(kind: FoundModel["kind"], does: FoundModel["does"]): FoundModel {
  const files = { files: {}, lexicons: [], language: null, modelType: null };
  return { id: `local/${kind}`, folder: "/scripted", kind, does, ...files };
}

/** From the moment on at which the call is let begin. */
function notThere<Part>(part: Part): Stand<Part> {
  let brokeAtMs: number | null = null;
  return {
    part,
    arm() {
      brokeAtMs = performance.now();
    },
    brokeAtMs: () => brokeAtMs,
    async close() {},
  };
}

async function overProcess<Job extends LocalOrder, Value, Part>(
  provider: string,
  trouble: Trouble,
  make: (link: ProcessLink<Job, Value>) => Part,
): Promise<Stand<Part>> {
  const process = new ModelProcess<LocalOrder, Value>({ module: MODULE, model: provider, provider });
  // One process serves all calls of a house: to any but the first it is there already.
  await new Promise<void>((resolve) => process.ask({ do: "load" }, () => resolve()));
  const order: LocalOrder = { do: trouble?.trouble.how === "stall" ? "hang" : "die" };
  let brokeAtMs: number | null = null;
  let armed = false;
  let answered = false;
  const isDue = (): boolean => armed && (trouble?.moment.on !== "answer" || answered);
  const link: ProcessLink<Job, Value> = {
    ask(job, answer) {
      if (isDue()) brokeAtMs ??= performance.now();
      return process.ask(brokeAtMs === null ? job : order, (result) => {
        answered ||= armed;
        answer(result);
      });
    },
    tell: (job) => process.tell(job),
    close: () => process.close(),
  };
  return {
    part: make(link),
    arm() {
      armed = true;
      if (trouble?.moment.on !== "at-once") return;
      brokeAtMs = performance.now();
      process.tell(order);
    },
    brokeAtMs: () => brokeAtMs,
    close: () => process.close(),
  };
}
