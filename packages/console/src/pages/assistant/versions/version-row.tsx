/** One published version: who published it, what differs, and going back to it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Version } from "../../../data/assistants.ts";
import { Button } from "../../../ui/button.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { TimeAgo } from "../../../ui/time-ago.tsx";
import { Differences } from "./differences.tsx";
import { GoBack } from "./go-back.tsx";
import type { VersionsTabProps } from "./versions-tab.tsx";

export interface VersionRowProps extends VersionsTabProps {
  version: Version;
  /** The one before it; null: it is the first. */
  previous: number | null;
}

export function VersionRow({ assistant, version, previous, flush, changed }: VersionRowProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"differences" | "back" | null>(null);
  const { version: number, note, author, publishedAt } = version;
  const answers = number === assistant.publishedVersion;
  const toggle = (panel: "differences" | "back") => setOpen(open === panel ? null : panel);
  // An assistant from a file goes back by its file; what is there already needs no way back.
  const mayGoBack = assistant.origin !== "code" && (!answers || assistant.draft);
  return (
    <li className="grid gap-2 border-line border-t px-[18px] py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="num font-[550]">{t("assistants.versions.number", { version: number })}</span>
        {answers && <Tag tone="good">{t("assistants.versions.answers")}</Tag>}
        <span className="text-s text-text-3">
          <TimeAgo at={publishedAt} />
          {author && `, ${t("assistants.versions.by", { author })}`}
        </span>
        <span className="ml-auto flex gap-1">
          <Button
            kind="quiet"
            className="px-2"
            aria-expanded={open === "differences"}
            aria-label={`${t("assistants.versions.show")}, ${t("assistants.versions.number", { version: number })}`}
            onClick={() => toggle("differences")}
          >
            {t("assistants.versions.show")}
          </Button>
          {mayGoBack && (
            <Button
              kind="quiet"
              className="px-2"
              aria-expanded={open === "back"}
              aria-label={t("assistants.versions.backNamed", { version: number })}
              onClick={() => toggle("back")}
            >
              {t("assistants.versions.back")}
            </Button>
          )}
        </span>
      </div>
      <p className={note ? "" : "text-text-3"}>{note || t("assistants.versions.noNote")}</p>
      {open === "differences" && <Differences {...{ assistant, version: number, previous }} />}
      {open === "back" && (
        <GoBack {...{ assistant, version: number, flush, changed, answers }} close={() => setOpen(null)} />
      )}
    </li>
  );
}
