/** A transcriber and a voice of known delay behind the engine's ports: nothing is understood, nothing is synthesised. */
import type {
  Transcriber,
  TranscriberSession,
  TranscriberSink,
  Voice,
  VoiceRequest,
  VoiceSink,
} from "@offhook/engine/ports";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { machineMs } from "../kit/clock.ts";
import type { Note } from "./notes.ts";
import type { Scenario } from "./scenario.ts";

const SAID = "I would like to book an appointment.";
/** Streaming transcribers send words about three times a second. */
const PARTIAL_EVERY_MS = 320;
/** flite's pace. */
const MS_A_LETTER = 65;
const CHUNK_MS = 100;
/** Streaming voices are about four times as fast as speech. */
const CHUNK_EVERY_MS = 25;
/** What the agent says: any byte but silence. */
export const AGENT_BYTE = 0x55;

const chunk = new Uint8Array(CHUNK_MS * 8).fill(AGENT_BYTE);

export function scriptedTranscriber(id: string, { transcriberMs }: Scenario, dies: boolean): Transcriber {
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    open: (_options, sink) => listen(id, transcriberMs, dies, sink),
  };
}

function listen(id: string, transcriberMs: number, dies: boolean, sink: TranscriberSink): TranscriberSession {
  let startMs: number | null = null;
  let toldMs = 0;
  let final: NodeJS.Timeout | null = null;
  let open = true;
  const words = (endAudioMs: number) => ({ text: SAID, startAudioMs: startMs ?? 0, endAudioMs, confidence: 0.9 });
  return {
    push(audio, audioMs) {
      if (!open || startMs === null || audioMs - toldMs < PARTIAL_EVERY_MS) return;
      toldMs = audioMs;
      if (dies) return sink.fault({ code: "transcriber-lost", message: "scripted", retryable: true, provider: id });
      sink.partial({ ...words(audioMs + audio.length / 8), text: SAID.slice(0, 12) });
    },
    expect() {},
    speechStarted(audioMs) {
      if (final) clearTimeout(final);
      startMs ??= audioMs;
      toldMs = audioMs;
    },
    speechPaused(audioMs) {
      if (dies) return;
      final = setTimeout(() => {
        if (open) sink.final({ ...words(audioMs), endOfTurn: false });
        startMs = null;
      }, transcriberMs);
    },
    close() {
      open = false;
      if (final) clearTimeout(final);
    },
  };
}

export interface VoiceTrouble {
  refuses?: boolean;
  neverAnswers?: boolean;
  /** Gives this many chunks and no more. */
  stallsAfter?: number;
}

export function scriptedVoice(id: string, scenario: Scenario, note: Note, trouble: VoiceTrouble = {}): Voice {
  return {
    id,
    formats: [TELEPHONE_FORMAT],
    synthesize: (request, sink) => speak(id, scenario, note, trouble, request, sink),
  };
}

function speak(
  id: string,
  { voiceMs }: Scenario,
  note: Note,
  trouble: VoiceTrouble,
  { text }: VoiceRequest,
  sink: VoiceSink,
) {
  const chunks = Math.max(1, Math.round((text.length * MS_A_LETTER) / CHUNK_MS));
  let given = 0;
  let timer: NodeJS.Timeout;
  note({ what: "voice-asked", by: id, atMs: machineMs() });
  const give = (): void => {
    if (given === trouble.stallsAfter) return note({ what: "fault", by: id, atMs: machineMs() });
    if (given === 0) note({ what: "voice-answered", by: id, atMs: machineMs() });
    given += 1;
    sink.audio(chunk);
    if (given < chunks) timer = setTimeout(give, CHUNK_EVERY_MS);
    else sink.done();
  };
  const refuse = (): void => {
    note({ what: "fault", by: id, atMs: machineMs() });
    sink.fault({ code: "voice-refused", message: "scripted", retryable: true, provider: id });
  };
  timer = setTimeout(trouble.refuses ? refuse : give, voiceMs);
  if (trouble.neverAnswers) clearTimeout(timer);
  return { cancel: () => clearTimeout(timer) };
}
