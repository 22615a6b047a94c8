/** One assistant of the gallery. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

export function AssistantLine({ assistant }: { assistant: Assistant }) {
  const { t } = useTranslation();
  const { id, name, origin, draft, publishedVersion, firstMessage, updatedAt } = assistant;
  return (
    <li className="relative border-line border-b px-[18px] py-3 last:border-0 hover:bg-text/3">
      <div className="flex flex-wrap items-center gap-2">
        <Link
          to="/assistants/$assistantId"
          params={{ assistantId: id }}
          className="font-[560] text-text no-underline after:absolute after:inset-0"
        >
          {name}
        </Link>
        {origin !== "console" && <Tag>{t(`assistants.${origin}`)}</Tag>}
        {draft && <Tag tone="soon">{t("assistants.draft")}</Tag>}
        <span className="ml-auto text-s text-text-3">
          {publishedVersion === null ? t("assistants.never") : t("assistants.published", { version: publishedVersion })}{" "}
          · <TimeAgo at={updatedAt} />
        </span>
      </div>
      {firstMessage && <p className="truncate text-text-2">{firstMessage}</p>}
    </li>
  );
}
