/** The draft by keyboard: the same engine, flow, tools and log, without a sound. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { TextField } from "../../../ui/fields.tsx";
import { Over } from "./over.tsx";
import { Said } from "./said.tsx";
import type { useChat } from "./use-chat.ts";

const MOST_CHARACTERS = 2_000;

export function ChatPanel({ chat }: { chat: ReturnType<typeof useChat> }) {
  const { t } = useTranslation();
  const { state, callId, end, fault, start, says, hangUp } = chat;
  return (
    <>
      {state === "idle" && !end && <p className="text-text-2">{t("assistants.talk.chatText")}</p>}
      {fault && <FaultNote fault={fault} />}
      {callId && <Said key={callId} callId={callId} typed />}
      {state === "talking" ? (
        <Typing says={says} hangUp={hangUp} />
      ) : (
        <div>
          <Button kind="primary" disabled={state === "connecting"} onClick={start}>
            {t(
              state === "connecting"
                ? "assistants.talk.connecting"
                : end
                  ? "assistants.talk.chatAgain"
                  : "assistants.talk.chatStart",
            )}
          </Button>
        </div>
      )}
      {end && <Over end={end} callId={callId} />}
    </>
  );
}

function Typing({ says, hangUp }: { says: (text: string) => void; hangUp: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  function send(event: FormEvent): void {
    event.preventDefault();
    if (text.trim() === "") return;
    says(text.trim());
    setText("");
  }
  return (
    <form className="flex flex-wrap gap-2" onSubmit={send}>
      <TextField
        ref={field}
        aria-label={t("assistants.talk.typed")}
        placeholder={t("assistants.talk.typed")}
        className="min-w-0 flex-1 basis-40"
        value={text}
        maxLength={MOST_CHARACTERS}
        autoComplete="off"
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" kind="primary" disabled={text.trim() === ""}>
        {t("assistants.talk.send")}
      </Button>
      <Button kind="quiet" onClick={hangUp}>
        {t("assistants.talk.chatEnd")}
      </Button>
    </form>
  );
}
