/** Phone numbers: who answers which, and connecting the next one. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../../data/assistants.ts";
import { phoneNumbersQuery } from "../../data/phone-numbers.ts";
import { useFault } from "../../data/use-fault.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Empty } from "../../ui/empty.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayNot, useMay } from "../../ui/may-edit.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { AddNumbers } from "./add-numbers.tsx";
import { NumberCard } from "./number-card.tsx";

export default function NumbersPage() {
  const { t } = useTranslation();
  const numbers = useQuery(phoneNumbersQuery());
  const { data: assistants = [] } = useQuery(assistantsQuery());
  const fault = useFault(numbers);
  const [adding, setAdding] = useState(false);
  const none = numbers.data?.length === 0;
  const mayEdit = useMay("editor");
  const opened = mayEdit && (adding || none);
  return (
    <>
      <PageHead
        title={t("numbers.title")}
        tab={t("numbers.title")}
        actions={
          mayEdit &&
          !opened && (
            <Button kind="primary" onClick={() => setAdding(true)}>
              {t("numbers.add")}
            </Button>
          )
        }
      />
      <p className="-mt-3 mb-5 max-w-[68ch] text-text-2">{t("numbers.lead")}</p>
      {!mayEdit && <MayNot least="editor" />}
      {fault && <FaultNote fault={fault} again={() => void numbers.refetch()} />}
      {!numbers.data && !fault && (
        <Card>
          <SkeletonRows rows={2} />
        </Card>
      )}
      {opened && (
        <AddNumbers assistants={assistants} first={none} stay={() => setAdding(true)} close={() => setAdding(false)} />
      )}
      {none && !mayEdit && (
        <Card>
          <Empty title={t("numbers.none")} />
        </Card>
      )}
      <ul className="grid gap-3">
        {numbers.data?.map((number) => (
          <li key={number.id}>
            <NumberCard number={number} assistants={assistants} />
          </li>
        ))}
      </ul>
    </>
  );
}
