/** Plays a sentence in a voice. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProviderChoice } from "../../data/assistants.ts";
import { sound } from "../../data/send.ts";
import { Button } from "../../ui/button.tsx";

export function VoicePreview({ choice, language }: { choice: ProviderChoice; language: string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<"idle" | "loading" | "playing">("idle");
  const [fault, setFault] = useState<string | null>(null);
  const playing = useRef<HTMLAudioElement | null>(null);
  // Another voice, or another page: the sentence ends.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the choice is what changes
  useEffect(() => () => playing.current?.pause(), [choice.provider, choice.id]);
  async function play() {
    if (state === "playing") {
      playing.current?.pause();
      return setState("idle");
    }
    setState("loading");
    setFault(null);
    const heard = await sound("/v1/voice-preview", { voice: choice, language });
    if (!heard.ok) {
      setFault(heard.fault.message);
      return setState("idle");
    }
    const url = URL.createObjectURL(heard.body);
    const audio = new Audio(url);
    playing.current = audio;
    audio.onended = () => setState("idle");
    audio.onpause = () => URL.revokeObjectURL(url);
    setState("playing");
    await audio.play().catch(() => setState("idle"));
  }
  const word = t(`assistants.preview.${state}`);
  return (
    <>
      <Button kind="quiet" className="px-1.5 py-0.5" disabled={state === "loading"} onClick={() => void play()}>
        <span aria-hidden>{state === "playing" ? "■" : "▸"}</span> {word}
      </Button>
      {fault && (
        <span role="alert" className="w-full text-danger text-s">
          {fault}
        </span>
      )}
    </>
  );
}
