/** What a person should look at. Nothing: nothing is shown. */
import type { Provider } from "@offhook/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { providerKeysQuery } from "../../data/provider-keys.ts";
import { keyVariable, providersQuery, testCallsQuery, usedProvidersQuery } from "../../data/providers.ts";
import { alertsQuery } from "../../data/settings.ts";
import { secretsQuery } from "../../data/tools.ts";
import { webhooksQuery } from "../../data/webhooks.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FailingTest } from "./failing-test.tsx";
import { Todo } from "./todo.tsx";

export function NeedsYou() {
  const { data: providers = [] } = useQuery(providersQuery());
  const { data: used = [] } = useQuery(usedProvidersQuery());
  const { data: tests = [] } = useQuery(testCallsQuery());
  const unwell = providers.filter(({ state }) => state === "degraded" || state === "down");
  const keyless = providers.filter(({ id, state }) => state === "no-key" && used.includes(id));
  return (
    <Card className="[&>*:last-child]:border-0">
      {unwell.map((provider) => (
        <Unwell key={provider.id} provider={provider} />
      ))}
      <LostKeys providers={providers} />
      {keyless.map((provider) => (
        <Keyless key={provider.id} provider={provider} />
      ))}
      {tests.map((test) => (
        <FailingTest key={test.id} test={test} />
      ))}
    </Card>
  );
}

function Unwell({ provider: { name, state, lastFault } }: { provider: Provider }) {
  const { t } = useTranslation();
  const text = lastFault
    ? t("overview.todo.degradedText", { message: lastFault.message })
    : t("overview.todo.degradedPlain");
  return (
    <Todo
      tone={state === "down" ? "bad" : "soon"}
      title={state === "down" ? t("overview.todo.down", { name }) : t("overview.todo.degraded", { name })}
      text={text}
    >
      <Link to="/providers" className={buttonClass()}>
        {t("overview.todo.look")}
      </Link>
    </Todo>
  );
}

/** What OFFHOOK_SECRET opened before it was changed. */
function LostKeys({ providers }: { providers: readonly Provider[] }) {
  const { t } = useTranslation();
  const { data: keys = [] } = useQuery(providerKeysQuery());
  const { data: secrets = [] } = useQuery(secretsQuery());
  const { data: webhooks = [] } = useQuery(webhooksQuery());
  const lost = keys.filter(({ from }) => from === "lost").map(({ provider }) => provider);
  const names = lost.map((id) => providers.find((one) => one.id === id)?.name ?? id);
  const unopened = secrets.filter(({ opens }) => !opens).map(({ name }) => name);
  const { data: alerts } = useQuery(alertsQuery());
  const unsigned = webhooks.filter(({ secretOpens }) => !secretOpens).map(({ url }) => url);
  if (alerts?.webhookUrl && !alerts.secretOpens) unsigned.push(alerts.webhookUrl);
  return (
    <>
      <Lost names={names} to="/providers" open={t("overview.todo.openProvider")} />
      <Lost names={unopened} to="/tools" open={t("overview.todo.openTools")} />
      <Lost names={unsigned} to="/settings" open={t("overview.todo.openSettings")} />
    </>
  );
}

function Lost({
  names,
  to,
  open,
}: {
  names: readonly string[];
  to: "/providers" | "/tools" | "/settings";
  open: string;
}) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return (
    <Todo tone="bad" title={t("overview.todo.lost", { names: names.join(", ") })} text={t("overview.todo.lostText")}>
      <Link to={to} className={buttonClass()}>
        {open}
      </Link>
    </Todo>
  );
}

function Keyless({ provider: { id, name } }: { provider: Provider }) {
  const { t } = useTranslation();
  return (
    <Todo
      tone="soon"
      title={t("overview.todo.key", { name })}
      text={t("overview.todo.keyText", { variable: keyVariable(id) })}
    >
      <Link to="/providers" className={buttonClass()}>
        {t("overview.todo.openProvider")}
      </Link>
    </Todo>
  );
}
