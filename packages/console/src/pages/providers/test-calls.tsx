/** Test calls: what there is, how it went, and adding one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { testCallsQuery } from "../../data/providers.ts";
import { useFault } from "../../data/use-fault.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { useMay } from "../../ui/may-edit.tsx";
import { TestCallForm } from "./test-call-form.tsx";
import { TestCallRow } from "./test-call-row.tsx";

export function TestCalls() {
  const { t } = useTranslation();
  const tests = useQuery(testCallsQuery());
  const { data, refetch } = tests;
  const fault = useFault(tests);
  const may = useMay("editor");
  const [adding, setAdding] = useState(false);
  return (
    <section id="test-calls" className="mt-8 scroll-mt-4">
      <div className="mb-2.5 flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2>{t("providers.tests.title")}</h2>
          <p className="max-w-[68ch] text-text-2">{t("providers.tests.lead")}</p>
        </div>
        {!adding && may && <Button onClick={() => setAdding(true)}>{t("providers.tests.add")}</Button>}
      </div>
      {fault && <FaultNote fault={fault} again={() => void refetch()} />}
      {data && (
        <Card className="overflow-hidden">
          {adding && <TestCallForm onDone={() => setAdding(false)} />}
          {data.length === 0 && !adding && <p className="px-[18px] py-6 text-text-2">{t("providers.tests.empty")}</p>}
          <ul>
            {data.map((test) => (
              <TestCallRow key={test.id} test={test} />
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
