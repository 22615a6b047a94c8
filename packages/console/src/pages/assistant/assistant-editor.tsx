/** The editor: fields that save themselves, and the draft to talk to beside them. */
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { useDraft } from "../../data/use-draft.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Tag } from "../../ui/tag.tsx";
import { PeopleCard } from "./people-card.tsx";
import { PublishButton } from "./publish-button.tsx";
import { SettingFields } from "./setting-fields.tsx";
import { TalkCard } from "./talk-card.tsx";
import { VersionsCard } from "./versions-card.tsx";

export function AssistantEditor({ stored }: { stored: Assistant }) {
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
              {state === "saved" && settings.draft && t("assistants.saved")}
            </span>
          </>
        }
        actions={<PublishButton assistant={settings} flush={draft.flush} />}
      />
      {fault?.code === "stale-version" ? (
        <div className="mb-4">
          <FaultNote fault={{ ...fault, message: t("assistants.stale"), fix: t("assistants.staleFix") }} />
          <Button onClick={draft.takeTheirs}>{t("assistants.takeTheirs")}</Button>
        </div>
      ) : (
        fault && <FaultNote fault={fault} again={() => void draft.flush()} />
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          {settings.problems.length > 0 && (
            <Card className="px-[18px] py-3">
              <p className="font-[560] text-warn">{t("assistants.problems")}</p>
              <ul className="list-disc pl-5 text-text-2">
                {settings.problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
            </Card>
          )}
          <SettingFields settings={settings} edit={draft.edit} />
          <PeopleCard people={settings.people ?? []} edit={draft.edit} />
          <VersionsCard assistant={settings} changed={draft.takeTheirs} />
        </div>
        <TalkCard assistantId={settings.id} flush={draft.flush} />
      </div>
    </>
  );
}
