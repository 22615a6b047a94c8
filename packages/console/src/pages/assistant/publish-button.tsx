/** Publishing is deliberate: it shows what changes, and for whom. */
import type { ApiFault } from "@offhook/api-client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Assistant, diffQuery, publishAssistant } from "../../data/assistants.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { TextField } from "../../ui/fields.tsx";
import { useMay } from "../../ui/may-edit.tsx";
import { usePageAction } from "../../ui/page-actions.ts";
import { ChangeList } from "./change-list.tsx";
import { EnglishOnlyNote } from "./english-only-note.tsx";
import { ProblemLines } from "./problem-words.tsx";

export function PublishButton({ assistant, flush }: { assistant: Assistant; flush: () => Promise<boolean> }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const may = useMay("editor");
  const show = () => void flush().then((saved) => setOpen(saved));
  usePageAction(`${t("assistants.publish")} ${assistant.name}`, may ? show : null);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Button kind="primary" disabled={!may} onClick={show}>
        {t("assistants.publish")}
      </Button>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 max-h-[85dvh] w-[min(560px,92vw)] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-raised"
        >
          <Dialog.Title className="font-semibold text-l">
            {t("assistants.publishTitle", { name: assistant.name })}
          </Dialog.Title>
          <PublishForm assistant={assistant} close={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PublishForm({ assistant, close }: { assistant: Assistant; close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [note, setNote] = useState("");
  const { data: changes } = useQuery(diffQuery(assistant.id, assistant.etag));
  const publish = useOneMutation({
    mutationFn: () => publishAssistant(assistant.id, note.trim()),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["assistants"] });
      close();
    },
  });
  const version = assistant.publishedVersion;
  return (
    <form
      className="mt-1 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <p className="text-text-2">{t("assistants.publishText")}</p>
      {version === null && <p>{t("assistants.first")}</p>}
      {version !== null && changes?.length === 0 && <p>{t("assistants.unchanged", { version })}</p>}
      {version !== null && changes && <ChangeList changes={changes} />}
      <EnglishOnlyNote settings={assistant} />
      <TextField
        aria-label={t("assistants.note")}
        placeholder={t("assistants.note")}
        value={note}
        maxLength={500}
        onChange={({ target }) => setNote(target.value)}
      />
      {publish.error && <Refused fault={publish.error.fault} problems={assistant.problems} />}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{t("assistants.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={publish.isPending}>
          {t(publish.isPending ? "assistants.publishing" : "assistants.publishNow")}
        </Button>
      </div>
    </form>
  );
}

/** Problems in the language of the page; the server's own sentence where the page does not know them (yet). */
function Refused({ fault, problems }: { fault: ApiFault; problems: readonly string[] }) {
  const { t } = useTranslation();
  if (fault.code !== "assistant-invalid" || problems.length === 0) return <FaultNote fault={fault} />;
  return (
    <FaultNote fault={{ ...fault, message: t("assistants.problems") }}>
      <ProblemLines problems={problems} />
    </FaultNote>
  );
}
