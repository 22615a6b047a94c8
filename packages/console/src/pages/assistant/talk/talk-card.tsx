/** The draft on the line, by microphone or by keyboard: what it says and hears, as it happens. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Dot } from "../../../ui/dot.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextField } from "../../../ui/fields.tsx";
import { ChatPanel } from "./chat-panel.tsx";
import { Over } from "./over.tsx";
import { Said } from "./said.tsx";
import { useChat } from "./use-chat.ts";
import { useTalk } from "./use-talk.ts";

type Way = "voice" | "chat";

interface TalkCardProps {
  assistantId: string;
  /** What a call is given by whoever orders it, as far as the draft names it. */
  names: readonly string[];
  flush: () => Promise<boolean>;
}

export function TalkCard({ assistantId, names, flush }: TalkCardProps) {
  const { t } = useTranslation();
  const [way, setWay] = useState<Way>("voice");
  const [values, setValues] = useState<Record<string, string>>({});
  const given = Object.fromEntries(names.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
  const talk = useTalk(assistantId, flush, given);
  const chat = useChat(assistantId, flush, given);
  // One conversation at a time: whoever talks does not lose it by a press beside it.
  const busy = talk.state !== "idle" || chat.state !== "idle";
  return (
    <Card className="sticky top-4 grid gap-3 px-[18px] py-4" aria-label={t("assistants.talk.title")}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2>{t("assistants.talk.title")}</h2>
        <Ways way={way} choose={setWay} disabled={busy} />
      </div>
      {names.length > 0 && !busy && (
        <GivenValues names={names} values={values} change={(name, value) => setValues({ ...values, [name]: value })} />
      )}
      {way === "chat" ? <ChatPanel chat={chat} /> : <VoicePanel talk={talk} />}
    </Card>
  );
}

interface GivenValuesProps {
  names: readonly string[];
  values: Readonly<Record<string, string>>;
  change: (name: string, value: string) => void;
}

/** As an order of a call would give them; empty ones are left out, as callers from outside leave them out. */
function GivenValues({ names, values, change }: GivenValuesProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-[550] text-s text-text-2">{t("assistants.talk.values")}</legend>
      {names.map((name) => (
        <Field key={name} label={name}>
          {(id) => (
            <TextField
              id={id}
              className="w-full"
              maxLength={2_000}
              value={values[name] ?? ""}
              onChange={({ target }) => change(name, target.value)}
            />
          )}
        </Field>
      ))}
    </fieldset>
  );
}

function Ways({ way, choose, disabled }: { way: Way; choose: (way: Way) => void; disabled: boolean }) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="ml-auto flex gap-4" disabled={disabled}>
      <legend className="sr-only">{t("assistants.talk.ways.label")}</legend>
      {(["voice", "chat"] as const).map((one) => (
        <label key={one} className={`flex items-center gap-1.5 ${disabled ? "text-text-3" : "text-text-2"}`}>
          <input
            type="radio"
            name={name}
            className="size-4 accent-accent"
            checked={way === one}
            onChange={() => choose(one)}
          />
          {t(`assistants.talk.ways.${one}`)}
        </label>
      ))}
    </fieldset>
  );
}

function VoicePanel({ talk }: { talk: ReturnType<typeof useTalk> }) {
  const { t } = useTranslation();
  const { state, callId, end, fault, level, start, hangUp } = talk;
  const again = end ? "assistants.talk.again" : "assistants.talk.start";
  return (
    <>
      {state === "idle" && !end && <p className="text-text-2">{t("assistants.talk.text")}</p>}
      <div className="flex flex-wrap items-center gap-3">
        {state === "talking" ? (
          <Button kind="danger" onClick={hangUp}>
            {t("assistants.talk.hangUp")}
          </Button>
        ) : (
          <Button kind="primary" disabled={state === "connecting"} onClick={start}>
            {t(state === "connecting" ? "assistants.talk.connecting" : again)}
          </Button>
        )}
        {state === "talking" && (
          <>
            <span className="flex items-center gap-1.5 text-s text-text-2" role="status">
              <Dot pulsing />
              {t("assistants.talk.onTheLine")}
            </span>
            <meter className="h-2 w-20" aria-label={t("assistants.talk.level")} min={0} max={1} value={level} />
          </>
        )}
      </div>
      {fault && <FaultNote fault={fault} />}
      {callId && <Said key={callId} callId={callId} />}
      {end && <Over end={end} callId={callId} />}
    </>
  );
}
