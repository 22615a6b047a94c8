/** A form of settings: saved by its button, and said whether it was. */
import type { UseMutationResult } from "@tanstack/react-query";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Refusal } from "../../data/api.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import type { Editing } from "./use-settings.ts";

interface SaveFormProps {
  label: string;
  saving: Pick<UseMutationResult<unknown, Refusal, never>, "isPending" | "isSuccess" | "error">;
  editing: Editing;
  onSave: (given: (name: string) => string) => void;
  children: ReactNode;
}

export function SaveForm({ label, saving, editing, onSave, children }: SaveFormProps) {
  const { t } = useTranslation();
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    onSave((name) => String(given.get(name) ?? "").trim());
  }
  return (
    <form
      key={editing.round}
      onSubmit={onSubmit}
      onInput={editing.begin}
      aria-label={label}
      className="grid gap-4 px-[18px] py-4"
    >
      {children}
      {saving.error?.fault.code === "stale-version" ? (
        <div>
          <FaultNote fault={{ message: t("settings.stale"), fix: t("settings.staleFix") }} />
          <Button onClick={editing.takeTheirs}>{t("settings.takeTheirs")}</Button>
        </div>
      ) : (
        saving.error && <FaultNote fault={saving.error.fault} />
      )}
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={saving.isPending}>
          {t(saving.isPending ? "numbers.saving" : "numbers.save")}
        </Button>
        {saving.isSuccess && <span role="status">{t("settings.saved")}</span>}
      </div>
    </form>
  );
}
