/** An assistant of Vapi's, from its JSON file: a draft of ours, and what became of each of its fields. */
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type ChangeEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../data/api.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";

export function ImportVapi() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [unreadable, setUnreadable] = useState(false);
  const read = useOneMutation({
    mutationFn: (body: Record<string, unknown>) =>
      ask(api.POST("/v1/imports/vapi", { body, params: { query: { create: "true" } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["assistants"] }),
  });
  async function onChange({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    const body = asObject(await file.text());
    setUnreadable(body === null);
    read.reset();
    if (body) read.mutate(body);
    // The same file may be chosen again once it was mended.
    target.value = "";
  }
  const { data } = read;
  return (
    <Card className="mt-3 grid gap-3 px-[18px] py-4">
      <label className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0 flex-1 basis-60">
          <span className="font-[560]">{t("assistants.import.title")}</span>{" "}
          <span className="text-text-2">{t("assistants.import.text")}</span>
        </span>
        <input type="file" accept="application/json,.json" onChange={(event) => void onChange(event)} />
      </label>
      {unreadable && (
        <p role="alert" className="text-danger">
          {t("assistants.import.unreadable")}
        </p>
      )}
      {read.error && <FaultNote fault={read.error.fault} />}
      {data && (
        <div role="status" className="grid gap-2 text-s">
          {data.id !== null && (
            <p>
              <Link to="/assistants/$assistantId" params={{ assistantId: data.id }}>
                {t("assistants.import.open", { name: data.assistant.name })}
              </Link>
            </p>
          )}
          <ul className="grid gap-1">
            {data.report.kept.map(({ field, as }) => (
              <Line key={field} word={t("assistants.import.kept")} field={field} what={as} />
            ))}
            {data.report.changed.map(({ field, why }) => (
              <Line key={field} word={t("assistants.import.changed")} field={field} what={why} />
            ))}
            {data.report.left.map(({ field, why }) => (
              <Line key={field} word={t("assistants.import.left")} field={field} what={why} />
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Line({ word, field, what }: { word: string; field: string; what: string }) {
  return (
    <li className="flex flex-wrap gap-x-3">
      <span className="w-20 shrink-0 text-text-3">{word}</span>
      <span className="code">{field}</span>
      <span className="text-text-2">{what}</span>
    </li>
  );
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
