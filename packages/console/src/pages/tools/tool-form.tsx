/** A tool being written. Saved by a press: a call that begins in between asks as it was. */
import { type FormEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { AnswerPart, WordsPart } from "./answer-part.tsx";
import { AskingPart } from "./asking-part.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { NamePart } from "./name-part.tsx";
import { ParametersPart } from "./parameters-part.tsx";
import { type ToolFormProps, useToolForm } from "./use-tool-form.ts";

export function ToolForm(props: ToolFormProps) {
  const { t } = useTranslation();
  const { draft, edit, wrongs, tries, fault, isStale, isTyped, submit, ...desk } = useToolForm(props);
  const form = useRef<HTMLFormElement>(null);
  const isWrong = Object.keys(wrongs).length > 0;
  // Whoever pressed Save far below is taken to what is wrong.
  useEffect(() => {
    if (tries > 0 && isWrong) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [tries, isWrong]);
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    submit();
  }
  const parts = { draft, edit, wrongs };
  return (
    <form ref={form} className="min-w-0" onSubmit={onSubmit} noValidate>
      <MayEdit className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <NamePart {...parts} />
        <ParametersPart {...parts} />
        <AskingPart {...parts} />
        <AnswerPart {...parts} />
        <WordsPart {...parts} />
        {fault && <FaultNote fault={isStale ? { ...fault, fix: t("tools.staleFix") } : fault} />}
        <div className="sticky bottom-0 flex flex-wrap items-center gap-3 border-line border-t bg-ground py-3">
          <LeaveGuard when={isTyped} />
          <SaveRow isNew={props.stored === null} {...{ isWrong, isStale, ...desk }} />
        </div>
      </MayEdit>
    </form>
  );
}

type Desk = ReturnType<typeof useToolForm>;

interface SaveRowProps extends Pick<Desk, "save" | "take" | "isDirty" | "isStale"> {
  isNew: boolean;
  isWrong: boolean;
}

function SaveRow({ save, take, isNew, isWrong, isDirty, isStale }: SaveRowProps) {
  const { t } = useTranslation();
  return (
    <>
      <Button kind="primary" type="submit" disabled={save.isPending || !isDirty}>
        {t(save.isPending ? "tools.saving" : isNew ? "tools.make" : "tools.save")}
      </Button>
      {isStale && (
        <>
          <Button disabled={take.isPending} onClick={() => take.mutate(true)}>
            {t("tools.keepMine")}
          </Button>
          <Button disabled={take.isPending} onClick={() => take.mutate(false)}>
            {t("tools.takeTheirs")}
          </Button>
        </>
      )}
      <span role="status" className="text-s text-text-2">
        {isWrong && <span className="text-danger">{t("tools.missing")}</span>}
        {!isWrong && save.isSuccess && !isDirty && t("tools.saved")}
        {!isWrong && isDirty && !isNew && t("tools.unsaved")}
      </span>
    </>
  );
}
