/** What the agent has to find out before it can ask: a row each, or the JSON Schema itself. */
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Part } from "../assistant/part.tsx";
import type { DraftProps } from "./draft-shape.ts";
import { objectIn, written } from "./json-text.ts";
import { NEW_PARAMETER, PARAMETER_TYPES, type ParameterRow, rowsOf, schemaOf } from "./parameter-rows.ts";

export function ParametersPart({ draft, edit, wrongs }: DraftProps) {
  const { t } = useTranslation();
  const rows = draft.parameters;
  const schema = objectIn(draft.schema);
  const asRows = rows === null && schema ? rowsOf(schema) : null;
  const asSchema = rows && schemaOf(rows);
  const change = (index: number, row: Partial<ParameterRow>) =>
    edit({ parameters: rows?.map((one, at) => (at === index ? { ...one, ...row } : one)) ?? null });
  return (
    <Part title={t("tools.parameters.title")} text={t("tools.parameters.text")}>
      {rows?.length === 0 && <p className="text-text-2">{t("tools.parameters.none")}</p>}
      {rows && rows.length > 0 && (
        <ul className="grid gap-4">
          {rows.map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a row is while its name is being typed.
              key={index}
              {...{ row, index }}
              isWrong={wrongs.parameters !== undefined}
              change={(edited) => change(index, edited)}
              remove={() => edit({ parameters: rows.filter((_, at) => at !== index) })}
            />
          ))}
        </ul>
      )}
      {rows === null && (
        <>
          <TextArea
            aria-label={t("tools.parameters.schema")}
            className="code w-full"
            rows={12}
            spellCheck={false}
            value={draft.schema}
            aria-invalid={Boolean(wrongs.schema ?? wrongs.parameters)}
            onChange={({ target }) => edit({ schema: target.value })}
          />
          {asRows === null && (
            <p className="text-s text-text-3">{t(schema ? "tools.parameters.onlyJson" : "tools.parameters.noJson")}</p>
          )}
        </>
      )}
      {(wrongs.schema ?? wrongs.parameters) && <Wrong>{wrongs.schema ?? wrongs.parameters ?? ""}</Wrong>}
      <div className="flex flex-wrap gap-2">
        {rows && (
          <Button onClick={() => edit({ parameters: [...rows, NEW_PARAMETER] })}>{t("tools.parameters.add")}</Button>
        )}
        {rows ? (
          <Button
            kind="quiet"
            // Half a row would be lost on the way.
            disabled={asSchema === null}
            title={asSchema === null ? t("tools.wrong.parameters") : undefined}
            onClick={() => edit({ parameters: null, schema: written(asSchema) })}
          >
            {t("tools.parameters.asJson")}
          </Button>
        ) : (
          <Button kind="quiet" disabled={asRows === null} onClick={() => edit({ parameters: asRows })}>
            {t("tools.parameters.asRows")}
          </Button>
        )}
      </div>
    </Part>
  );
}

interface RowProps {
  row: ParameterRow;
  index: number;
  isWrong: boolean;
  change: (row: Partial<ParameterRow>) => void;
  remove: () => void;
}

function Row({ row, index, isWrong, change, remove }: RowProps) {
  const { t } = useTranslation();
  const word = (name: string) => t(`tools.parameters.${name}` as "tools.parameters.name");
  const limits = row.type === "string" ? ["leastLength", "mostLength"] : ["least", "most"];
  return (
    <li>
      <fieldset className="grid gap-2 border-line border-l-2 pl-3.5">
        <legend className="sr-only">{row.name || t("tools.parameters.numbered", { number: index + 1 })}</legend>
        <div className="flex flex-wrap items-center gap-2">
          <TextField
            aria-label={word("name")}
            placeholder={word("name")}
            className="code min-w-0 flex-1 basis-32"
            maxLength={64}
            spellCheck={false}
            value={row.name}
            aria-invalid={isWrong}
            onChange={({ target }) => change({ name: target.value.trim() })}
          />
          <Select
            aria-label={word("type")}
            value={row.type}
            onChange={({ target }) => change({ type: target.value as ParameterRow["type"] })}
          >
            {PARAMETER_TYPES.map((type) => (
              <option key={type} value={type}>
                {t(`tools.parameters.types.${type}`)}
              </option>
            ))}
          </Select>
          <label className="flex items-center gap-1.5 text-text-2">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={row.required}
              onChange={({ target }) => change({ required: target.checked })}
            />
            {word("required")}
          </label>
          <Button
            kind="quiet"
            className="px-2"
            aria-label={t("tools.parameters.remove", { name: row.name || String(index + 1) })}
            onClick={remove}
          >
            ✕
          </Button>
        </div>
        <TextField
          aria-label={word("description")}
          placeholder={word("description")}
          className="w-full"
          maxLength={1_000}
          value={row.description}
          onChange={({ target }) => change({ description: target.value })}
        />
        {row.type !== "boolean" && (
          <div className="flex flex-wrap gap-2">
            {row.type === "string" && (
              <TextField
                aria-label={word("choices")}
                placeholder={word("choices")}
                className="min-w-0 flex-1 basis-48"
                value={row.choices}
                onChange={({ target }) => change({ choices: target.value })}
              />
            )}
            {(["least", "most"] as const).map((limit, at) => (
              <TextField
                key={limit}
                aria-label={word(limits[at] ?? limit)}
                placeholder={word(limits[at] ?? limit)}
                className="num w-32"
                inputMode="numeric"
                value={row[limit]}
                onChange={({ target }) => change({ [limit]: target.value })}
              />
            ))}
          </div>
        )}
      </fieldset>
    </li>
  );
}
