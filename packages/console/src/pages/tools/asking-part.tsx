/** The request: where it goes, with which headers and body. */
import { useTranslation } from "react-i18next";
import { Field } from "../../ui/field.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Part } from "../assistant/part.tsx";
import { placesOf } from "./draft-places.ts";
import type { DraftProps, ToolDraft } from "./draft-shape.ts";
import { HeaderRows } from "./header-rows.tsx";
import { PlaceChips, TAKES_PLACES } from "./place-chips.tsx";

const METHODS: readonly ToolDraft["method"][] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export function AskingPart({ draft, edit, wrongs }: DraftProps) {
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
          hint={wrongs.url ? <Wrong>{wrongs.url}</Wrong> : t("tools.asking.urlHint")}
        >
          {(id) => (
            <TextField
              id={id}
              className="code w-full"
              maxLength={2_000}
              spellCheck={false}
              placeholder="https://shop.example/orders/{{number}}"
              {...TAKES_PLACES}
              value={draft.url}
              aria-invalid={Boolean(wrongs.url)}
              onChange={({ target }) => edit({ url: target.value })}
            />
          )}
        </Field>
      </div>
      <PlaceChips names={placesOf(draft)} />
      <HeaderRows draft={draft} edit={edit} wrongs={wrongs} />
      {draft.method !== "GET" && (
        <Field
          label={t("tools.asking.body")}
          hint={wrongs.body ? <Wrong>{wrongs.body}</Wrong> : t("tools.asking.bodyHint", { example: '"{{number}}"' })}
        >
          {(id) => (
            <TextArea
              id={id}
              className="code w-full"
              rows={6}
              spellCheck={false}
              placeholder={'{ "number": "{{number}}" }'}
              {...TAKES_PLACES}
              value={draft.body}
              aria-invalid={Boolean(wrongs.body)}
              onChange={({ target }) => edit({ body: target.value })}
            />
          )}
        </Field>
      )}
      <Field
        label={t("tools.asking.deadline")}
        hint={wrongs.deadlineMs ? <Wrong>{wrongs.deadlineMs}</Wrong> : t("tools.asking.deadlineHint")}
      >
        {(id) => (
          <TextField
            id={id}
            className="num w-32"
            inputMode="numeric"
            placeholder="8000"
            value={draft.deadlineMs}
            aria-invalid={Boolean(wrongs.deadlineMs)}
            onChange={({ target }) => edit({ deadlineMs: target.value })}
          />
        )}
      </Field>
    </Part>
  );
}
