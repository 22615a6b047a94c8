/** The request: where it goes, with which headers and body. */
import { useTranslation } from "react-i18next";
import { Field } from "../../ui/field.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { Part } from "../assistant/part.tsx";
import { HeaderRows } from "./header-rows.tsx";
import { placesOf, type ToolDraft } from "./tool-draft.ts";
import type { DraftProps } from "./tool-form.tsx";
import { Wrong } from "./wrong.tsx";

const METHODS: readonly ToolDraft["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export function AskingPart({ draft, edit, problems }: DraftProps) {
  const { t } = useTranslation();
  return (
    <Part title={t("tools.asking.title")} text={t("tools.asking.text")}>
      <div className="grid gap-3 sm:grid-cols-[110px_minmax(0,1fr)]">
        <Field label={t("tools.asking.method")}>
          {(id) => (
            <Select
              id={id}
              className="w-full"
              value={draft.method}
              onChange={({ target }) => edit({ method: target.value as ToolDraft["method"] })}
            >
              {METHODS.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label={t("tools.asking.url")}
          hint={problems.includes("url") ? <Wrong>{t("tools.wrong.url")}</Wrong> : t("tools.asking.urlHint")}
        >
          {(id) => (
            <TextField
              id={id}
              className="code w-full"
              maxLength={2_000}
              spellCheck={false}
              placeholder="https://shop.example/orders/{{number}}"
              value={draft.url}
              aria-invalid={problems.includes("url")}
              onChange={({ target }) => edit({ url: target.value })}
            />
          )}
        </Field>
      </div>
      <Places draft={draft} />
      <HeaderRows draft={draft} edit={edit} problems={problems} />
      {draft.method !== "GET" && (
        <Field
          label={t("tools.asking.body")}
          hint={
            problems.includes("body") ? (
              <Wrong>{t("tools.wrong.body")}</Wrong>
            ) : (
              t("tools.asking.bodyHint", { example: '"{{number}}"' })
            )
          }
        >
          {(id) => (
            <TextArea
              id={id}
              className="code w-full"
              rows={6}
              spellCheck={false}
              placeholder={'{ "number": "{{number}}" }'}
              value={draft.body}
              aria-invalid={problems.includes("body")}
              onChange={({ target }) => edit({ body: target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t("tools.asking.deadline")}
        hint={
          problems.includes("deadlineMs") ? <Wrong>{t("tools.wrong.deadline")}</Wrong> : t("tools.asking.deadlineHint")
        }
      >
        {(id) => (
          <TextField
            id={id}
            className="num w-32"
            inputMode="numeric"
            placeholder="8000"
            value={draft.deadlineMs}
            aria-invalid={problems.includes("deadlineMs")}
            onChange={({ target }) => edit({ deadlineMs: target.value })}
          />
        )}
      </Field>
    </Part>
  );
}

/** What may be named in the address, the headers and the body. */
function Places({ draft }: { draft: ToolDraft }) {
  const { t } = useTranslation();
  return (
    <p className="flex flex-wrap items-center gap-1.5 text-s text-text-3">
      {t("tools.asking.places")}
      {placesOf(draft).map((name) => (
        <code key={name} className="code rounded-s border border-line px-1.5 py-px text-text-2">
          {`{{${name}}}`}
        </code>
      ))}
    </p>
  );
}
