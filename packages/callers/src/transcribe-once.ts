/** One utterance, whole, through a transcriber that is made for streams. */
import { type Result, TELEPHONE_FORMAT, type Transcriber } from "@offhook/engine/ports";

export interface Utterance {
  /** µ-law 8 kHz with some of the line around the speech. */
  audio: Uint8Array;
  /** Place of the audio's first sample. */
  fromMs: number;
  startMs: number;
  endMs: number;
}

export function transcribeOnce(transcriber: Transcriber, utterance: Utterance): Promise<Result<string>> {
  const { audio, fromMs, startMs, endMs } = utterance;
  return new Promise((resolve) => {
    const session = transcriber.open(
      { format: TELEPHONE_FORMAT, language: "en" },
      {
        partial: () => {},
        final: ({ text }) => finish({ ok: true, value: text }),
        fault: (fault) => finish({ ok: false, fault }),
      },
    );
    const finish = (result: Result<string>) => {
      session.close();
      resolve(result);
    };
    // Start and pause are told before the audio: otherwise decodes of growing prefixes begin, which nobody needs here.
    session.speechStarted(startMs);
    session.speechPaused(endMs);
    session.push(audio, fromMs);
  });
}
