/** A test call whose last run failed. */
import type { TestCall } from "@offhook/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { testRunsQuery } from "../../data/providers.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Todo } from "./todo.tsx";

export function FailingTest({ test }: { test: TestCall }) {
  const { t } = useTranslation();
  const { data } = useQuery(testRunsQuery(test.id, 1));
  const last = data?.items[0];
  if (!last || last.ok) return null;
  return (
    <Todo tone="bad" title={t("overview.todo.test", { name: test.name })} text={last.problems.join(" ")}>
      {last.callId ? (
        <Link to="/calls/$callId" params={{ callId: last.callId }} className={buttonClass()}>
          {t("overview.todo.openCall")}
        </Link>
      ) : (
        <Link to="/providers" hash="test-calls" className={buttonClass()}>
          {t("overview.todo.look")}
        </Link>
      )}
    </Todo>
  );
}
