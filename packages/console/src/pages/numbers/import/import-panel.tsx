/** The numbers that an account has: which to have answered here, what that changes, and what became of each. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../../data/assistants.ts";
import { type OwnedNumber, ownedNumbersQuery } from "../../../data/twilio-accounts.ts";
import { useFault } from "../../../data/use-fault.ts";
import { Button } from "../../../ui/button.tsx";
import { Empty } from "../../../ui/empty.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { Field } from "../../../ui/field.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { AccountChoice } from "../account-choice.tsx";
import { AccountNote } from "../account-note.tsx";
import { AssistantSelect } from "../assistant-select.tsx";
import { ImportLine } from "./import-row.tsx";
import { canImport, importCount, isBusy, toImport, toLookAt } from "./import-rows.ts";
import { useImport } from "./use-import.ts";

interface ImportPanelProps {
  assistants: readonly Assistant[];
  accountSid: string | null;
  setAccountSid: (accountSid: string | null) => void;
}

export function ImportPanel({ assistants, accountSid, setAccountSid }: ImportPanelProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4">
      <div>
        <h2>{t("numbers.import.title")}</h2>
        <p className="max-w-[72ch] text-text-2">{t("numbers.import.text")}</p>
      </div>
      <AccountChoice accountSid={accountSid} choose={setAccountSid} />
      {accountSid !== null && <AccountNote accountSid={accountSid} />}
      {accountSid !== null && <Owned key={accountSid} accountSid={accountSid} assistants={assistants} />}
    </div>
  );
}

function Owned({ accountSid, assistants }: { accountSid: string; assistants: readonly Assistant[] }) {
  const { t } = useTranslation();
  const owned = useQuery(ownedNumbersQuery(accountSid));
  const fault = useFault(owned);
  if (fault) return <FaultNote fault={fault} again={() => void owned.refetch()} />;
  if (!owned.data) return <SkeletonRows rows={3} />;
  if (owned.data.length === 0) return <Empty title={t("numbers.import.none")}>{t("numbers.import.noneText")}</Empty>;
  return (
    <Choice
      numbers={owned.data}
      accountSid={accountSid}
      assistants={assistants}
      again={() => void owned.refetch()}
      asking={owned.isFetching}
    />
  );
}

interface ChoiceProps {
  numbers: readonly OwnedNumber[];
  accountSid: string;
  assistants: readonly Assistant[];
  again: () => void;
  asking: boolean;
}

function Choice({ numbers, accountSid, assistants, again, asking }: ChoiceProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [assistantId, setAssistantId] = useState<string | null>(null);
  const { rows, look, importThem } = useImport({ accountSid, assistantId });
  const busy = isBusy(rows);
  const ready = toImport(rows, chosen);
  const unseen = toLookAt(rows, chosen);
  const { imported, failed } = importCount(rows);
  const choose = (number: string, wanted: boolean) =>
    setChosen(wanted ? [...chosen, number] : chosen.filter((one) => one !== number));
  const offered = numbers.filter(canImport);
  return (
    <div className="grid gap-4">
      <fieldset>
        <legend className="sr-only">{t("numbers.import.choose")}</legend>
        <div className="flex flex-wrap items-center gap-2 border-line border-b pb-2">
          <span className="text-s text-text-2">{t("numbers.import.has", { count: numbers.length })}</span>
          {offered.length > 1 && (
            <Button kind="quiet" disabled={busy} onClick={() => setChosen(offered.map(({ number }) => number))}>
              {t("numbers.import.all")}
            </Button>
          )}
          <Button kind="quiet" disabled={asking || busy} onClick={again}>
            {t("numbers.import.again")}
          </Button>
        </div>
        <ul>
          {numbers.map((owned) => (
            <ImportLine
              key={owned.number}
              owned={owned}
              row={rows[owned.number]}
              chosen={chosen.includes(owned.number)}
              choose={(wanted) => choose(owned.number, wanted)}
            />
          ))}
        </ul>
      </fieldset>
      <Field label={t("numbers.answeredBy")} className="max-w-[46ch]">
        {(id) => <AssistantSelect id={id} assistants={assistants} value={assistantId} choose={setAssistantId} />}
      </Field>
      <p role="status" className="text-s text-text-2 empty:hidden">
        {imported + failed > 0 && !busy && t("numbers.import.result", { imported, failed })}
      </p>
      <div className="flex flex-wrap gap-2">
        {ready.length > 0 && (
          <Button kind="primary" disabled={busy} onClick={() => void importThem(chosen)}>
            {t("numbers.import.start", { count: ready.length })}
          </Button>
        )}
        <Button
          kind={ready.length > 0 ? "usual" : "primary"}
          disabled={busy || unseen.length === 0}
          onClick={() => void look(chosen)}
        >
          {t(busy ? "numbers.looking" : "numbers.look")}
        </Button>
      </div>
      {offered.length > 0 && chosen.length === 0 && <p className="text-s text-text-3">{t("numbers.import.hint")}</p>}
    </div>
  );
}
