/** What a realtime session is told about itself: at its beginning whole, later only what has changed. */
import type { RealtimeOptions, ToolDescription } from "@offhook/engine/ports";
import { languageOf } from "./account.ts";
import { wireTool } from "./conversation-item.ts";

/** Who speaks, and who writes down what the caller said. */
export interface SpeechChoice {
  model: string;
  voice: string;
  /** Of the caller's words; beside the reply, and never in its way. */
  transcription: string;
}

/** 8 kHz both ways: nothing is converted on its way to the telephone. */
const FORMAT = { type: "audio/pcmu" };

export class SessionSettings {
  private readonly speech: SpeechChoice;
  private readonly options: RealtimeOptions;
  private instructions: string;
  private tools: string;

  constructor(speech: SpeechChoice, options: RealtimeOptions) {
    this.speech = speech;
    this.options = options;
    this.instructions = options.instructions;
    this.tools = JSON.stringify(options.tools.map(wireTool));
  }

  whole(): Record<string, unknown> {
    const { voice, transcription } = this.speech;
    const { instructions, tools, language } = this.options;
    return {
      ...{ type: "realtime", output_modalities: ["audio"], instructions },
      audio: {
        input: {
          format: FORMAT,
          transcription: { model: transcription, language: languageOf(language) },
          // Whose turn it is stays with us: the vendor answers when it is asked, and is interrupted when it is told.
          turn_detection: null,
        },
        output: { format: FORMAT, voice },
      },
      ...{ tools: tools.map(wireTool), tool_choice: "auto" },
    };
  }

  /** Null: nothing. `instructions` null: as they are. */
  changed(instructions: string | null, tools: readonly ToolDescription[]): Record<string, unknown> | null {
    const wireTools = tools.map(wireTool);
    const written = JSON.stringify(wireTools);
    const change = {
      ...(instructions === null || instructions === this.instructions ? {} : { instructions }),
      ...(written === this.tools ? {} : { tools: wireTools }),
    };
    this.instructions = instructions ?? this.instructions;
    this.tools = written;
    return Object.keys(change).length > 0 ? { type: "realtime", ...change } : null;
  }
}

/**
 * A limit counts sound too, at 20 tokens a second; a token of text is spoken in about a quarter of one. So each token of text
 * that may be said needs five of sound beside it.
 */
const TOKENS_A_TEXT_TOKEN = 6;
const MOST_TOKENS = 4_096;

export const responseFor = (maxOutputTokens: number): Record<string, unknown> => ({
  max_output_tokens: Math.max(1, Math.min(MOST_TOKENS, maxOutputTokens * TOKENS_A_TEXT_TOKEN)),
});
