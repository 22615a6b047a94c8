/** What has answered calls so far: each published version, how it differs, and the way back to it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Assistant, versionsQuery } from "../../../data/assistants.ts";
import { useFault } from "../../../data/use-fault.ts";
import { Card } from "../../../ui/card.tsx";
import { Empty } from "../../../ui/empty.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { VersionRow } from "./version-row.tsx";

export interface VersionsTabProps {
  assistant: Assistant;
  /** What is typed and not saved yet is saved first. */
  flush: () => Promise<boolean>;
  /** Something else is in the draft now. */
  changed: () => void;
}

export default function VersionsTab({ assistant, flush, changed }: VersionsTabProps) {
  const { t } = useTranslation();
  const query = useQuery(versionsQuery(assistant.id, assistant.publishedVersion));
  const fault = useFault(query);
  if (fault && !query.data) return <FaultNote fault={fault} again={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={4} />;
  if (query.data.length === 0) {
    return (
      <Card>
        <Empty title={t("assistants.versions.none")}>{t("assistants.versions.noneText")}</Empty>
      </Card>
    );
  }
  return (
    <Card className="py-4">
      <h2 className="px-[18px] font-[560]">{t("assistants.tabs.versions")}</h2>
      <p className="px-[18px] pb-3 text-s text-text-3">{t("assistants.versions.text")}</p>
      <ol>
        {query.data.map((version, index) => (
          <VersionRow
            key={version.version}
            {...{ assistant, version, flush, changed }}
            previous={query.data[index + 1]?.version ?? null}
          />
        ))}
      </ol>
    </Card>
  );
}
