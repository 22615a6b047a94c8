/** `POST /v1/voice-preview`: a sentence in a voice, as a caller would hear it. */
import { mulawToPcm, writeWav } from "@offhook/engine/audio";
import { TELEPHONE_FORMAT, type Voice } from "@offhook/engine/ports";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { checkServers } from "../assistants/own-servers.ts";
import { voiceFor } from "../calls/providers.ts";
import { OffhookError } from "../errors.ts";
import type { HttpContext } from "./app.ts";
import { wavFile } from "./common-shapes.ts";
import { describes } from "./describe-route.ts";

/** A vendor's voice may have settings of its own, as in an assistant. */
const body = z.strictObject({
  voice: z.looseObject({ provider: z.string().min(1).max(64), id: z.string().max(200).optional() }),
  language: z.string().min(2).max(35).default("en"),
});

const SENTENCES = {
  en: "Hello! I have Tuesday at half past ten. Shall I book it for you?",
  ru: "Здравствуйте! Есть время во вторник, в половине одиннадцатого. Записать вас?",
};
const WITHIN_MS = 15_000;

export function voicePreviewRoutes(scope: FastifyInstance, { keys, store }: HttpContext): void {
  scope
    .withTypeProvider<ZodTypeProvider>()
    .post(
      "/voice-preview",
      describes("previewVoice", "providers", { body, response: { 200: wavFile } }),
      async ({ body: { voice: choice, language }, actor }, reply) => {
        await checkServers(store, actor, { voice: [choice] });
        const voice = voiceFor(choice, keys.environment);
        if (!voice) throw new OffhookError("unknown-voice", { provider: choice.provider });
        const sound = await spoken(voice, SENTENCES[language.startsWith("ru") ? "ru" : "en"], language);
        const wav = writeWav([mulawToPcm(sound)]);
        reply.type("audio/wav").header("cache-control", "private, no-store");
        return reply.send(Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength));
      },
    );
}

function spoken(voice: Voice, text: string, language: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  return new Promise<Uint8Array>((resolve, reject) => {
    const fails = (because: string): void => reject(new OffhookError("voice-failed", { voice: voice.id, because }));
    const job = voice.synthesize(
      { text, language, speed: 1, format: TELEPHONE_FORMAT },
      {
        audio: (bytes) => void pieces.push(bytes.slice()),
        words: () => {},
        done: () => resolve(Buffer.concat(pieces)),
        fault: ({ message }) => fails(message),
      },
    );
    setTimeout(() => {
      job.cancel();
      fails(`it had not finished after ${WITHIN_MS / 1_000} s.`);
    }, WITHIN_MS).unref();
  }).finally(() => voice.close?.());
}
