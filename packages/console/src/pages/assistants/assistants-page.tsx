/** The gallery: what answers calls, and what to begin the next one with. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../../data/assistants.ts";
import { useFault } from "../../data/use-fault.ts";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { AssistantLine } from "./assistant-line.tsx";
import { ImportVapi } from "./import-vapi.tsx";
import { TemplateGrid } from "./template-grid.tsx";

export default function AssistantsPage() {
  const { t } = useTranslation();
  const list = useQuery(assistantsQuery());
  const fault = useFault(list);
  return (
    <>
      <PageHead title={t("assistants.title")} tab={t("assistants.title")} />
      {fault && <FaultNote fault={fault} again={() => void list.refetch()} />}
      <h2 className="mb-2.5">{t("assistants.yours")}</h2>
      <Card className="mb-6">
        {!list.data && !fault && <SkeletonRows rows={2} />}
        <ul>
          {list.data?.map((assistant) => (
            <AssistantLine key={assistant.id} assistant={assistant} />
          ))}
        </ul>
      </Card>
      <h2 id="begin" className="mb-2.5 scroll-mt-20">
        {t("assistants.begin")}
      </h2>
      <MayEdit>
        <TemplateGrid />
        <ImportVapi />
      </MayEdit>
    </>
  );
}
