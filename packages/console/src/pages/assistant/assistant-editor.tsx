/** The editor: parts that save themselves, and the draft to talk to beside them. */
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { useDraft } from "../../data/use-draft.ts";
import { MayEdit } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TabName } from "./editor-tabs.ts";
import { NotSaved } from "./not-saved.tsx";
import { ProblemsCard } from "./problem-words.tsx";
import { givenNames } from "./prompt/places.ts";
import { PublishButton } from "./publish-button.tsx";
import { TabList } from "./tab-list.tsx";
import { TabPanels } from "./tab-panels.tsx";
import { TalkCard } from "./talk/talk-card.tsx";
import { UndoButtons } from "./undo-buttons.tsx";

export function AssistantEditor({ stored, tab }: { stored: Assistant; tab: TabName }) {
  const { t } = useTranslation();
  const draft = useDraft(stored);
  const { settings, state } = draft;
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
            {tab !== "flow" && <UndoButtons draft={draft} />}
          </>
        }
        actions={<PublishButton assistant={settings} flush={draft.flush} />}
      />
      <NotSaved draft={draft} />
      <TabList chosen={tab} assistantId={settings.id} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          <ProblemsCard problems={settings.problems} />
          {/* Versions are looked at by everybody; going back says itself whom it takes. */}
          <MayEdit least={tab === "versions" ? "viewer" : "editor"} className="grid gap-4">
            <TabPanels chosen={tab} draft={draft} />
          </MayEdit>
        </div>
        <MayEdit silent>
          <TalkCard assistantId={settings.id} names={givenNames(settings)} flush={draft.flush} />
        </MayEdit>
      </div>
    </>
  );
}
