/** Turns the provider choices of an assistant into the parts that do the work. */
import type { AssistantDefinition, ProviderChoice } from "@offhook/engine/conversation";
import type { Model, RealtimeModel, SpeechDetector, Transcriber, Voice } from "@offhook/engine/ports";
import * as anthropic from "@offhook/provider-anthropic";
import * as cartesia from "@offhook/provider-cartesia";
import * as deepgram from "@offhook/provider-deepgram";
import * as elevenlabs from "@offhook/provider-elevenlabs";
import {
  embeddedSpeechDetector,
  embeddedTranscriber,
  embeddedVoice,
  type FliteVoice,
} from "@offhook/provider-embedded";
import * as google from "@offhook/provider-google";
import * as local from "@offhook/provider-local";
import * as openaiParts from "@offhook/provider-openai";

type Environment = Readonly<Record<string, string | undefined>>;

export interface CallProviders {
  transcribers: Transcriber[];
  voices: Voice[];
  models: Model[];
  realtime: RealtimeModel[];
  detector: SpeechDetector;
}

export interface ProviderFactory {
  transcriber?(choice: ProviderChoice, environment: Environment): Transcriber;
  voice?(choice: ProviderChoice, environment: Environment): Voice;
  model?(choice: ProviderChoice, environment: Environment): Model;
  realtime?(choice: ProviderChoice, environment: Environment): RealtimeModel;
}

const FLITE_VOICES = new Set<string>(["slt", "rms", "kal16"]);

const embedded: ProviderFactory = {
  transcriber: () => embeddedTranscriber(),
  voice: ({ id }) => embeddedVoice({ voice: (id && FLITE_VOICES.has(id) ? id : "slt") as FliteVoice }),
};

const openai: ProviderFactory = {
  transcriber: openaiParts.transcriberFromChoice,
  voice: openaiParts.voiceFromChoice,
  model: openaiParts.modelFromChoice,
  realtime: openaiParts.realtimeFromChoice,
};

const FACTORIES: Readonly<Record<string, ProviderFactory>> = {
  embedded,
  openai,
  "openai-compatible": openai,
  deepgram: { transcriber: deepgram.transcriberFromChoice, voice: deepgram.voiceFromChoice },
  anthropic: { model: anthropic.modelFromChoice },
  cartesia: { transcriber: cartesia.transcriberFromChoice, voice: cartesia.voiceFromChoice },
  google: {
    voice: google.voiceFromChoice,
    model: google.modelFromChoice,
    realtime: google.realtimeFromChoice,
  },
  "google-cloud": { transcriber: google.cloudTranscriberFromChoice },
  elevenlabs: { transcriber: elevenlabs.transcriberFromChoice, voice: elevenlabs.voiceFromChoice },
  local: { transcriber: local.transcriberFromChoice, voice: local.voiceFromChoice },
};

/** `environment`: where the keys are. `broken`: told of a choice that nothing can be made of; the next in its list stands in. */
export function providersFor(
  assistant: AssistantDefinition,
  environment: Environment = process.env,
  broken: (provider: string, problem: string) => void = () => {},
): CallProviders {
  const made = <T>(choices: readonly ProviderChoice[], kind: keyof ProviderFactory): T[] =>
    choices.flatMap((choice) => {
      try {
        const part = FACTORIES[choice.provider]?.[kind]?.(choice, environment);
        return part ? [part as T] : [];
      } catch (error) {
        broken(choice.provider, error instanceof Error ? error.message : String(error));
        return [];
      }
    });
  return {
    transcribers: made<Transcriber>(assistant.transcriber, "transcriber"),
    voices: made<Voice>(assistant.voice, "voice"),
    models: made<Model>(assistant.model, "model"),
    realtime: made<RealtimeModel>(assistant.realtime ?? [], "realtime"),
    detector: embeddedSpeechDetector(),
  };
}

/** Null: there is no such provider, or it does not speak. */
export const voiceFor = (choice: ProviderChoice, environment: Environment): Voice | null =>
  FACTORIES[choice.provider]?.voice?.(choice, environment) ?? null;
