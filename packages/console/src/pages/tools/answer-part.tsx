/** What is kept of an answer, and what callers hear meanwhile. */
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Part } from "../assistant/part.tsx";
import type { DraftProps, ResponseRow } from "./draft-shape.ts";

export function AnswerPart({ draft: { response }, edit, wrongs }: DraftProps) {
  const { t } = useTranslation();
  const change = (index: number, row: Partial<ResponseRow>) =>
    edit({ response: response.map((one, at) => (at === index ? { ...one, ...row } : one)) });
  return (
    <Part title={t("tools.answer.title")} text={t("tools.answer.text")}>
      {response.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a row is while its name is being typed.
        <div key={index} className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_auto]">
          <TextField
            aria-label={t("tools.answer.name")}
            placeholder="state"
            className="code w-full"
            maxLength={64}
            spellCheck={false}
            value={row.name}
            aria-invalid={Boolean(wrongs.response)}
            onChange={({ target }) => change(index, { name: target.value })}
          />
          <TextField
            aria-label={t("tools.answer.path")}
            placeholder="order.items[0].state"
            className="code w-full"
            maxLength={200}
            spellCheck={false}
            value={row.path}
            onChange={({ target }) => change(index, { path: target.value })}
          />
          <Button
            kind="quiet"
            className="justify-self-end px-2"
            aria-label={t("tools.answer.remove", { name: row.name || String(index + 1) })}
            onClick={() => edit({ response: response.filter((_, at) => at !== index) })}
          >
            ✕
          </Button>
        </div>
      ))}
      {wrongs.response && <Wrong>{wrongs.response}</Wrong>}
      <div>
        <Button onClick={() => edit({ response: [...response, { name: "", path: "" }] })}>
          {t("tools.answer.add")}
        </Button>
      </div>
    </Part>
  );
}

const SENTENCES = ["sayWhileRunning", "saySlow", "sayOnFailure"] as const;

export function WordsPart({ draft, edit, wrongs }: DraftProps) {
  const { t } = useTranslation();
  return (
    <Part title={t("tools.words.title")} text={t("tools.words.text")}>
      {SENTENCES.map((name) => (
        <Field
          key={name}
          label={t(`tools.words.${name}.label`)}
          hint={wrongs[name] ? <Wrong>{wrongs[name]}</Wrong> : t(`tools.words.${name}.hint`)}
        >
          {(id) => (
            <TextField
              id={id}
              className="w-full"
              maxLength={300}
              placeholder={t(`tools.words.${name}.example`)}
              value={draft[name]}
              aria-invalid={Boolean(wrongs[name])}
              onChange={({ target }) => edit({ [name]: target.value })}
            />
          )}
        </Field>
      ))}
    </Part>
  );
}
