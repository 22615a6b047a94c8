/** `/v1/audio/transcriptions`: a WAV file in a form, its words as JSON. Checked as OpenAI checks it. */
import { parseWav, pcmToMulaw, resample, type SampleRateHz } from "@offhook/engine/audio";
import {
  type FormPart,
  jsonReply,
  type LineTrouble,
  parseMultipart,
  type TimedReply,
  TroubleScript,
  type TwinHttpRequest,
  type TwinReply,
  timedReply,
  troubledReply,
  type WatchedReply,
} from "@offhook/twin-kit";
import type { Ear } from "./ear.ts";
import type { Latencies } from "./latencies.ts";
import { refusal, unknownModel, wrong } from "./refusals.ts";

/** Every request, for tests to look at. */
export interface SeenTranscription {
  /** Without the file. A field that came several times has its values joined by a comma. */
  fields: Readonly<Record<string, string>>;
  /** Of the sound; 0 where there was none to be read. */
  durationMs: number;
  aborted: boolean;
}

const MODELS = /^(gpt-transcribe|whisper-1|gpt-4o(-mini)?-transcribe(-diarize|-\d{4}-\d{2}-\d{2})?)$/;
const FIELDS = "model language prompt response_format temperature stream keywords languages include chunking_strategy";

export class TranscriptionDesk {
  readonly seen: SeenTranscription[] = [];
  readonly troubles = new TroubleScript();
  private readonly models: readonly string[];
  private readonly latencies: Latencies;
  private readonly ear: Ear;

  constructor(models: readonly string[], latencies: Latencies, ear: Ear) {
    this.models = models;
    this.latencies = latencies;
    this.ear = ear;
  }

  script(...troubles: readonly (LineTrouble | null)[]): void {
    this.troubles.add(...troubles);
  }

  transcribe({ bodyBytes, headers }: TwinHttpRequest): TwinReply | TimedReply | WatchedReply {
    const parts = parseMultipart(bodyBytes, headers["content-type"]) ?? [];
    const fields = fieldsOf(parts);
    const audio = audioIn(parts.find(({ name }) => name === "file"));
    const seen: SeenTranscription = { fields, durationMs: (audio?.length ?? 0) / 8, aborted: false };
    this.seen.push(seen);
    const trouble = this.troubles.take();
    if (trouble?.type === "refuse") return refusal(trouble.status);
    const problem = this.problemOf(fields, parts, audio);
    if (problem) return problem;
    const reply = troubledReply(this.words(audio ?? new Uint8Array(0)), trouble);
    return {
      reply,
      aborted() {
        seen.aborted = true;
      },
    };
  }

  private problemOf(
    fields: Readonly<Record<string, string>>,
    parts: readonly FormPart[],
    audio: Uint8Array | null,
  ): TwinReply | null {
    const { model } = fields;
    if (parts.length === 0) return wrong("Could not parse multipart form");
    if (model === undefined) return wrong("you must provide a model parameter");
    if (!MODELS.test(model) && !this.models.includes(model)) return unknownModel(model);
    const unknown = Object.keys(fields).find((name) => !FIELDS.split(" ").includes(name));
    if (unknown) return wrong(`Unknown parameter: '${unknown}'.`, unknown);
    if (fields.keywords !== undefined && model !== "gpt-transcribe") {
      return wrong("Keywords are not supported by this model.", "keywords");
    }
    if (fields.language !== undefined && !/^[a-z]{2}$/.test(fields.language)) {
      return wrong(`Invalid language '${fields.language}'. Language parameter must be specified in ISO-639-1 format.`);
    }
    return audio ? null : wrong("Invalid file format. Supported formats: ['flac', 'wav', …]", "file");
  }

  private words(audio: Uint8Array): TimedReply {
    const usage = { type: "duration", seconds: Math.ceil(audio.length / 8_000) };
    const reply = timedReply(jsonReply(200, { text: this.ear.words(audio), usage }));
    return { ...reply, afterMs: this.latencies.transcriptMs() };
  }
}

function fieldsOf(parts: readonly FormPart[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { name, fileName, bytes } of parts) {
    if (fileName !== "") continue;
    const key = name.replace(/\[\]$/, "");
    const value = Buffer.from(bytes).toString("utf8");
    fields[key] = fields[key] === undefined ? value : `${fields[key]},${value}`;
  }
  return fields;
}

/** µ-law at 8 kHz. Null: no file, or none that can be read. */
function audioIn(file: FormPart | undefined): Uint8Array | null {
  if (!file || !/\.wav$/.test(file.fileName)) return null;
  const wav = parseWav(file.bytes);
  if (!wav.ok || wav.value.channels !== 1 || ![8_000, 16_000, 24_000].includes(wav.value.sampleRateHz)) return null;
  return pcmToMulaw(resample(wav.value.pcm, wav.value.sampleRateHz as SampleRateHz, 8_000));
}
