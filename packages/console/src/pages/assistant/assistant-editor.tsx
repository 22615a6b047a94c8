/** The editor: parts that save themselves, and the draft to talk to beside them. */
import type { ApiFault } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { type Draft, useDraft } from "../../data/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TabName } from "./editor-tabs.ts";
import { PublishButton } from "./publish-button.tsx";
import { TabList } from "./tab-list.tsx";
import { TabPanels } from "./tab-panels.tsx";
import { TalkCard } from "./talk/talk-card.tsx";

export function AssistantEditor({ stored, tab }: { stored: Assistant; tab: TabName }) {
  const { t } = useTranslation();
  const draft = useDraft(stored);
  const { settings, state, fault } = draft;
  return (
    <>
      <PageHead
        title={settings.name}
        tab={settings.name}
        beside={
          <>
            {settings.draft && <Tag tone="soon">{t("assistants.draft")}</Tag>}
            <span className="text-s text-text-3" role="status">
              {state === "saving" && t("assistants.saving")}
              {state === "refused" && <span className="text-danger">{t("faults.notSaved")}</span>}
              {state === "saved" && settings.draft && t("assistants.saved")}
            </span>
          </>
        }
        actions={<PublishButton assistant={settings} flush={draft.flush} />}
      />
      {fault && <NotSaved draft={draft} fault={fault} />}
      <TabList chosen={tab} assistantId={settings.id} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <Problems problems={settings.problems} />
          {/* Versions are looked at by everybody; going back says itself whom it takes. */}
          <MayEdit least={tab === "versions" ? "viewer" : "editor"} className="grid gap-4">
            <TabPanels chosen={tab} draft={draft} />
          </MayEdit>
        </div>
        <MayEdit silent>
          <TalkCard assistantId={settings.id} flush={draft.flush} />
        </MayEdit>
      </div>
    </>
  );
}

/** In sight wherever on the page one types. */
function NotSaved({ draft, fault }: { draft: Draft; fault: ApiFault }) {
  const { t } = useTranslation();
  const place = "sticky top-2 z-20 mb-4 rounded-card bg-ground";
  if (fault.code === "stale-version") {
    return (
      <div className={place}>
        <FaultNote fault={{ message: t("assistants.stale"), fix: t("assistants.staleFix") }} />
        <Button onClick={draft.takeTheirs}>{t("assistants.takeTheirs")}</Button>
      </div>
    );
  }
  return (
    <div className={place}>
      <FaultNote fault={fault} again={() => void draft.flush()}>
        {draft.savesItself && <p className="text-s">{t("faults.savesItself")}</p>}
      </FaultNote>
    </div>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  return (
    <Card className="px-[18px] py-3">
      <p className="font-[560] text-warn">{t("assistants.problems")}</p>
      <ul className="list-disc pl-5 text-text-2">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Card>
  );
}
