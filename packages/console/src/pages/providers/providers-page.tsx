/** Who hears, thinks and speaks: how they are, what they cost, and the calls that test them. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { providerKeysQuery } from "../../data/provider-keys.ts";
import { providerHistoryQuery, providersQuery, usedProvidersQuery } from "../../data/providers.ts";
import { useFault } from "../../data/use-fault.ts";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { ProviderCard } from "./provider-card.tsx";
import { byImportance } from "./provider-order.ts";
import { TestCalls } from "./test-calls.tsx";

export default function ProvidersPage() {
  const { t } = useTranslation();
  const providers = useQuery(providersQuery());
  const { data, refetch } = providers;
  const fault = useFault(providers);
  const { data: keys = [] } = useQuery(providerKeysQuery());
  const { data: used = [] } = useQuery(usedProvidersQuery());
  const { data: history = [] } = useQuery(providerHistoryQuery());
  return (
    <>
      <PageHead title={t("providers.title")} tab={t("providers.title")} />
      <p className="-mt-3 mb-5 max-w-[68ch] text-text-2">{t("providers.lead")}</p>
      {fault && <FaultNote fault={fault} again={() => void refetch()} />}
      <Card className="overflow-hidden">
        {!data && !fault && <SkeletonRows rows={6} />}
        {byImportance(data ?? [], used).map((provider) => (
          <ProviderCard
            key={provider.id}
            provider={provider}
            used={used.includes(provider.id)}
            kept={keys.find((one) => one.provider === provider.id)}
            changes={history.find(({ id }) => id === provider.id)?.changes ?? []}
          />
        ))}
      </Card>
      <TestCalls />
    </>
  );
}
