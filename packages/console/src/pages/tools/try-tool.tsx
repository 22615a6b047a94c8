/** Runs the stored tool for real, and shows what an assistant would get. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Tool, type TriedTool, toolRunsQuery, tryTool } from "../../data/tools.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Part } from "../assistant/part.tsx";
import { FaultHelp } from "./fault-help.tsx";
import { objectIn, written } from "./json-text.ts";
import { choicesIn, type ParameterRow, rowsOf } from "./parameter-rows.ts";
import { Excerpt, RunDetails } from "./run-details.tsx";
import { readRecord } from "./run-record.ts";
import { argumentsOf } from "./try-arguments.ts";

export function TryTool({ tool }: { tool: Tool }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const rows = rowsOf(tool.parameters);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [json, setJson] = useState("{}");
  const args = rows ? argumentsOf(rows, typed) : objectIn(json);
  const run = useMutation({
    mutationFn: (given: Record<string, unknown>) => tryTool(tool.id, given),
    onSettled: () => queryClient.invalidateQueries({ queryKey: toolRunsQuery(tool.id).queryKey }),
  });
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (args) run.mutate(args);
  }
  return (
    <Part title={t("tools.try.title")} text={t(tool.effect === "changes" ? "tools.try.changes" : "tools.try.text")}>
      <form className="grid gap-3" onSubmit={onSubmit}>
        {rows?.map((row) => (
          <Argument
            key={row.name}
            row={row}
            value={typed[row.name] ?? ""}
            change={(value) => setTyped({ ...typed, [row.name]: value })}
          />
        ))}
        {rows === null && (
          <Field label={t("tools.try.json")} hint={args === null && <Wrong>{t("tools.wrong.json")}</Wrong>}>
            {(id) => (
              <TextArea
                id={id}
                className="code w-full"
                rows={6}
                spellCheck={false}
                value={json}
                onChange={({ target }) => setJson(target.value)}
              />
            )}
          </Field>
        )}
        <div>
          <Button type="submit" kind="primary" disabled={run.isPending || args === null}>
            {t(run.isPending ? "tools.try.running" : "tools.try.run")}
          </Button>
        </div>
      </form>
      {run.error && <FaultNote fault={run.error.fault} />}
      {run.data && <Result tried={run.data} tool={tool} />}
    </Part>
  );
}

function Argument({ row, value, change }: { row: ParameterRow; value: string; change: (value: string) => void }) {
  const { t } = useTranslation();
  const choices = row.type === "boolean" ? ["true", "false"] : choicesIn(row.choices);
  const label = row.required ? row.name : t("tools.try.optional", { name: row.name });
  return (
    <Field label={label} hint={row.description}>
      {(id) =>
        choices.length > 0 ? (
          <Select id={id} className="w-full" value={value} onChange={({ target }) => change(target.value)}>
            <option value="">—</option>
            {choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        ) : (
          <TextField
            id={id}
            className="w-full"
            inputMode={row.type === "string" ? "text" : "decimal"}
            value={value}
            onChange={({ target }) => change(target.value)}
          />
        )
      }
    </Field>
  );
}

function Result({ tried, tool }: { tried: TriedTool; tool: Tool }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { ok, durationMs, result, fault, run } = tried;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="flex items-center gap-2" role="status">
        <Tag tone={ok ? "good" : "bad"}>{t(ok ? "tools.try.worked" : "tools.try.failed")}</Tag>
        <span className="num text-text-2">{format.wait(durationMs)}</span>
      </p>
      {run && <RunDetails run={readRecord(run.record)} />}
      {fault && !run && <FaultHelp {...fault} />}
      <Excerpt title={t("tools.try.gets")} text={fault ? toldOfFault(fault, tool.sayOnFailure) : written(result)} />
    </div>
  );
}

/** As the core tells a model. */
const toldOfFault = ({ code, message }: { code: string; message: string }, sorry?: string): string =>
  `${code}: ${message}${sorry ? `\nTell the caller: ${sorry}` : ""}`;
