/** Writes a test call. What the server refuses is said here, and what was typed stays. */
import type { NewTestCall } from "@offhook/api-client";
import { useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../data/api.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextArea, TextField } from "../../ui/fields.tsx";
import { EVERY_CHOICES, everyWords } from "./every-words.ts";

export function TestCallForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const add = useOneMutation({
    mutationFn: (body: NewTestCall) => ask(api.POST("/v1/test-calls", { body })),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["test-calls"] });
      onDone();
    },
  });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    add.mutate(readForm(new FormData(event.currentTarget)));
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-4 border-line border-b px-[18px] py-4 wide:grid-cols-2">
      <Field label={t("providers.tests.name")}>
        {(id) => (
          <TextField
            id={id}
            name="name"
            required
            maxLength={100}
            autoFocus
            placeholder={t("providers.tests.namePlaceholder")}
            className="w-full"
          />
        )}
      </Field>
      <Field label={t("providers.tests.every")}>
        {(id) => (
          <Select id={id} name="everyMinutes" className="w-full">
            {EVERY_CHOICES.map((minutes) => {
              const { key, count } = everyWords(minutes);
              return (
                <option key={minutes ?? ""} value={minutes ?? ""}>
                  {t(key, { count })}
                </option>
              );
            })}
          </Select>
        )}
      </Field>
      <Field label={t("providers.tests.says")}>
        {(id) => (
          <TextArea
            id={id}
            name="says"
            required
            rows={3}
            placeholder={t("providers.tests.saysPlaceholder")}
            className="w-full"
          />
        )}
      </Field>
      <Field label={t("providers.tests.hears")}>
        {(id) => (
          <TextArea
            id={id}
            name="hears"
            rows={3}
            placeholder={t("providers.tests.hearsPlaceholder")}
            className="w-full"
          />
        )}
      </Field>
      {add.error && (
        <div className="wide:col-span-2">
          <FaultNote fault={add.error.fault} />
        </div>
      )}
      <div className="flex gap-2 wide:col-span-2">
        <Button type="submit" kind="primary" disabled={add.isPending}>
          {t("providers.tests.save")}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t("providers.tests.cancel")}
        </Button>
      </div>
    </form>
  );
}

function readForm(form: FormData): NewTestCall {
  const text = (name: string) => String(form.get(name) ?? "");
  const lines = (name: string) =>
    text(name)
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const every = text("everyMinutes");
  return {
    name: text("name").trim(),
    says: lines("says"),
    everyMinutes: every === "" ? null : Number(every),
    expects: { hears: lines("hears") },
  };
}
