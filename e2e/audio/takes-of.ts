/** What the lab's voices make of a text. They say the same words in the same bytes every time. */
import { TELEPHONE_FORMAT, type WordTime } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";
import type { Spoken } from "../played/played-turns.ts";
import type { Take } from "../played/played-words.ts";

/** The lab's own, and the one that takes over where it fails. */
const VOICES = [embeddedVoice({ voice: "rms" }), embeddedVoice({ voice: "slt" })];

export const takesOf = ({ text, language, speed }: Spoken): Promise<Take[]> =>
  Promise.all(
    VOICES.map(
      (voice) =>
        new Promise<Take>((resolve, reject) => {
          const pieces: Uint8Array[] = [];
          const words: WordTime[] = [];
          voice.synthesize(
            { text, language, speed, format: TELEPHONE_FORMAT },
            {
              audio: (bytes) => void pieces.push(bytes.slice()),
              words: (times) => void words.push(...times),
              done: () =>
                resolve({ audio: new Uint8Array(Buffer.concat(pieces)), words: words.length > 0 ? words : null }),
              fault: (fault) => reject(new Error(fault.message)),
            },
          );
        }),
    ),
  );
