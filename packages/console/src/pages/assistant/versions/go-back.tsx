/** Back to an earlier version: into the draft, or at once for all calls to come. Asked before it is done. */
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Assistant, assistantQuery, restoreVersion, rollBack } from "../../../data/assistants.ts";
import { useOneMutation } from "../../../data/use-one-mutation.ts";
import { Button } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { MayEdit } from "../../../ui/may-edit.tsx";

interface GoBackProps {
  assistant: Assistant;
  version: number;
  /** It answers calls now: there is only a draft to be brought back. */
  answers: boolean;
  flush: () => Promise<boolean>;
  changed: () => void;
  close: () => void;
}

export function GoBack({ assistant, version, answers, flush, changed, close }: GoBackProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const back = useOneMutation({
    mutationFn: async (atOnce: boolean) => {
      await flush();
      const { queryKey } = assistantQuery(assistant.id);
      const { etag } = queryClient.getQueryData(queryKey) ?? assistant;
      if (atOnce) await rollBack(assistant.id, version);
      else queryClient.setQueryData(queryKey, await restoreVersion(assistant.id, version, etag));
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["assistants"] });
      changed();
      close();
    },
  });
  return (
    <section
      aria-label={t("assistants.versions.backNamed", { version })}
      className="grid gap-2.5 rounded-s border border-line p-3"
    >
      <p className="text-text-2">{t("assistants.versions.sure", { version })}</p>
      {!answers && <p className="text-text-2">{t("assistants.versions.sureAtOnce", { version })}</p>}
      {assistant.draft && <p className="text-warn">{t("assistants.versions.lost")}</p>}
      {back.error && <FaultNote fault={back.error.fault} />}
      <MayEdit className="flex flex-wrap gap-2">
        <Button kind="primary" disabled={back.isPending} onClick={() => back.mutate(false)}>
          {t(back.isPending ? "assistants.versions.bringing" : "assistants.versions.intoDraft")}
        </Button>
        {!answers && (
          <Button disabled={back.isPending} onClick={() => back.mutate(true)}>
            {t("assistants.versions.atOnce")}
          </Button>
        )}
        <Button kind="quiet" onClick={close}>
          {t("assistants.cancel")}
        </Button>
      </MayEdit>
    </section>
  );
}
