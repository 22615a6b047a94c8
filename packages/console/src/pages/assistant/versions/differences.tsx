/** What a version changed, and what has changed since. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Assistant, diffQuery } from "../../../data/assistants.ts";
import { useFault } from "../../../data/use-fault.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { ChangeList } from "../change-list.tsx";

interface DifferencesProps {
  assistant: Assistant;
  version: number;
  previous: number | null;
}

export function Differences({ assistant, version, previous }: DifferencesProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      {previous === null ? (
        <p className="text-text-2">{t("assistants.versions.firstOne")}</p>
      ) : (
        <Between
          title={t("assistants.versions.previous", { version: previous })}
          assistant={assistant}
          between={{ from: previous, to: version }}
        />
      )}
      {assistant.draft && (
        <Between title={t("assistants.versions.toDraft")} assistant={assistant} between={{ from: version }} />
      )}
    </div>
  );
}

interface BetweenProps {
  title: string;
  assistant: Assistant;
  between: { from: number; to?: number };
}

function Between({ title, assistant, between }: BetweenProps) {
  const { t } = useTranslation();
  const query = useQuery(diffQuery(assistant.id, assistant.etag, between));
  const fault = useFault(query);
  return (
    <section>
      <h3 className="mb-1.5 font-[550] text-s text-text-2">{title}</h3>
      {fault && <FaultNote fault={fault} again={() => void query.refetch()} />}
      {query.isPending && !fault && <SkeletonRows rows={2} />}
      {query.data?.length === 0 && <p className="text-text-3">{t("assistants.versions.same")}</p>}
      {query.data && <ChangeList changes={query.data} />}
    </section>
  );
}
