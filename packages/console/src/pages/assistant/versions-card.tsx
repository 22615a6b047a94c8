/** What has answered calls so far: each published version, and going back to one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Assistant, rollBack, type Version, versionsQuery } from "../../data/assistants.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

/** Older ones are in the API. */
const SHOWN = 20;

export function VersionsCard({ assistant, changed }: { assistant: Assistant; changed: () => void }) {
  const { t } = useTranslation();
  const { data: versions = [] } = useQuery(versionsQuery(assistant.id, assistant.publishedVersion));
  if (assistant.publishedVersion === null) return null;
  return (
    <Card className="grid gap-3 px-[18px] py-4">
      <div>
        <h2 className="font-[560]">{t("assistants.versions.title")}</h2>
        <p className="text-s text-text-3">{t("assistants.versions.text")}</p>
      </div>
      <ol className="grid gap-2">
        {versions.slice(0, SHOWN).map((version) => (
          <VersionLine key={version.version} {...{ assistant, version, changed }} />
        ))}
      </ol>
    </Card>
  );
}

interface VersionLineProps {
  assistant: Assistant;
  version: Version;
  changed: () => void;
}

function VersionLine({ assistant, version: { version, note, author, publishedAt }, changed }: VersionLineProps) {
  const { t } = useTranslation();
  const answers = version === assistant.publishedVersion;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="num font-[550]">{t("assistants.versions.number", { version })}</span>
      {answers && <Tag tone="good">{t("assistants.versions.answers")}</Tag>}
      <span className="min-w-0 flex-1 basis-40 text-text-2">{note}</span>
      <span className="text-s text-text-3">
        {author && `${author}, `}
        <TimeAgo at={publishedAt} />
      </span>
      {!answers && assistant.origin !== "code" && <GoBack {...{ assistant, version, changed }} />}
    </li>
  );
}

function GoBack({ assistant, version, changed }: { assistant: Assistant; version: number; changed: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const back = useMutation({
    mutationFn: () => rollBack(assistant.id, version),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["assistants"] });
      setAsking(false);
      changed();
    },
  });
  if (!asking) {
    return (
      <Button kind="quiet" aria-label={t("assistants.versions.backTo", { version })} onClick={() => setAsking(true)}>
        {t("assistants.versions.back")}
      </Button>
    );
  }
  return (
    <span role="alert" className="flex basis-full flex-wrap items-center gap-1.5 text-s">
      {back.error && <FaultNote fault={back.error.fault} />}
      {t(assistant.draft ? "assistants.versions.sureDraft" : "assistants.versions.sure", { version })}
      <Button disabled={back.isPending} onClick={() => back.mutate()}>
        {t("assistants.versions.now")}
      </Button>
      <Button kind="quiet" onClick={() => setAsking(false)}>
        {t("assistants.cancel")}
      </Button>
    </span>
  );
}
