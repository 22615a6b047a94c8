/** Who did what, newest first. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { auditQuery } from "../../data/settings.ts";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { Section } from "./section.tsx";

export function AuditLog() {
  const { t } = useTranslation();
  const { data } = useQuery(auditQuery());
  return (
    <Section title={t("settings.audit.title")} text={t("settings.audit.text")}>
      {data?.length === 0 && <p className="px-[18px] py-4 text-text-2">{t("settings.audit.none")}</p>}
      <ul className="text-s">
        {data?.map(({ id, at, who, action, path }) => (
          <li key={id} className="flex flex-wrap gap-x-3 border-line border-b px-[18px] py-1.5 last:border-0">
            <span className="w-32 shrink-0 text-text-3">
              <TimeAgo at={at} />
            </span>
            <span className="w-36 shrink-0">{who || t("settings.audit.server")}</span>
            <span className="code min-w-0 break-all text-text-2">
              {action} {path}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
