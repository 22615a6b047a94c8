/** One tool of the list: what for, where it asks, who uses it and how it went last. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../../data/assistants.ts";
import { lastRunQuery, type Tool } from "../../data/tools.ts";
import { useFormat } from "../../format/use-format.ts";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { usersOf } from "./tool-users.ts";

export function ToolLine({ tool: { id, name, description, method, url, effect } }: { tool: Tool }) {
  const { t } = useTranslation();
  return (
    <li className="relative grid gap-1 border-line border-b px-[18px] py-3 last:border-0 hover:bg-text/3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link
          to="/tools/$toolId"
          params={{ toolId: id }}
          className="code font-[560] text-text no-underline after:absolute after:inset-0"
        >
          {name}
        </Link>
        <Tag tone={effect === "changes" ? "soon" : "plain"}>{t(`tools.effects.${effect}.short`)}</Tag>
        <LastRun id={id} />
      </div>
      <p className="text-text-2">{description}</p>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-s text-text-3">
        <span className="code min-w-0 truncate">
          {method} {url}
        </span>
        <Users name={name} />
      </div>
    </li>
  );
}

function Users({ name }: { name: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(assistantsQuery());
  if (!data) return null;
  const users = usersOf(data, name);
  if (users.length === 0) return <span>{t("tools.list.unused")}</span>;
  return <span>{t("tools.list.usedBy", { assistants: users.map((one) => one.name).join(", ") })}</span>;
}

function LastRun({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: run } = useQuery(lastRunQuery(id));
  if (run === undefined) return null;
  return (
    <span className="ml-auto flex items-center gap-2 text-s text-text-3">
      {run === null ? (
        t("tools.list.neverRun")
      ) : (
        <>
          <Tag tone={run.ok ? "good" : "bad"}>{t(run.ok ? "tools.try.worked" : "tools.try.failed")}</Tag>
          <span className="num">{format.wait(run.durationMs)}</span>
          <TimeAgo at={run.createdAt} />
        </>
      )}
    </span>
  );
}
