/** What holds for the whole house. Everybody may read what is theirs to know; changing is the owner's. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../../data/settings.ts";
import { Card } from "../../ui/card.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { AlertSettings } from "./alert-settings.tsx";
import { ApiKeys } from "./api-keys.tsx";
import { AuditLog } from "./audit-log.tsx";
import { LanguageAndCurrency } from "./language-and-currency.tsx";
import { Members } from "./members.tsx";
import { OutboundSettings } from "./outbound-settings.tsx";
import { PublicConsole } from "./public-console.tsx";
import { RetentionSettings } from "./retention-settings.tsx";
import { Webhooks } from "./webhooks.tsx";

export default function SettingsPage() {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery());
  return (
    <>
      <PageHead title={t("settings.title")} tab={t("settings.title")} />
      {session && session.role !== "owner" && (
        <Card className="px-[18px] py-4">
          <p>{t("settings.ownersOnly")}</p>
        </Card>
      )}
      {session?.role === "owner" && (
        <div className="grid gap-8">
          <Members />
          <ApiKeys />
          <LanguageAndCurrency />
          <RetentionSettings />
          <OutboundSettings />
          <AlertSettings />
          <PublicConsole />
          <Webhooks />
          <AuditLog />
        </div>
      )}
    </>
  );
}
