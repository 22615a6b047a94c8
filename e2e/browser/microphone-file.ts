/** What a visitor says into the microphone, as a WAV file: one sentence, then "yes" now and then. */
import { writeFileSync } from "node:fs";
import { mulawToPcm, writeWav } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";

const RATE_HZ = 8_000;

/** `after`: silence before each sentence, in ms. */
export async function writeSpeech(path: string, said: readonly { after: number; text: string }[]): Promise<void> {
  const pieces: Int16Array[] = [];
  for (const { after, text } of said) {
    pieces.push(new Int16Array((after * RATE_HZ) / 1_000));
    pieces.push(mulawToPcm(await spoken(text)));
  }
  const pcm = new Int16Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    pcm.set(piece, at);
    at += piece.length;
  }
  writeFileSync(path, writeWav([pcm], RATE_HZ));
}

function spoken(text: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    const request = { text, language: "en", speed: 1, format: TELEPHONE_FORMAT };
    embeddedVoice({ voice: "rms" }).synthesize(request, {
      audio: (bytes) => void pieces.push(bytes.slice()),
      words() {},
      done: () => resolve(new Uint8Array(Buffer.concat(pieces))),
      fault: ({ message }) => reject(new Error(message)),
    });
  });
}
