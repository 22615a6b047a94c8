/** "Why did it not ring?": one sentence, one button, and what was looked at. */
import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Diagnosis, diagnosisQuery, type PhoneNumber } from "../../data/phone-numbers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { Dot } from "../../ui/dot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import type { Tone } from "../../ui/tone.ts";
import { useNow } from "../../ui/use-now.tsx";
import { AccountKeys } from "./account-keys.tsx";
import { WhyAction } from "./why-action.tsx";

const TONES: Record<Diagnosis["checks"][number]["state"], Tone> = {
  ...{ ok: "good", failed: "bad", unknown: "plain", skipped: "plain" },
};

export function WhyNot({ number, open }: { number: PhoneNumber; open: (panel: "call" | "disconnect") => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const diagnosis = useQuery(diagnosisQuery(number.id));
  const [keys, setKeys] = useState<"none" | "open" | "kept">("none");
  const readable = (values: Diagnosis["values"]) =>
    typeof values.at === "string" ? { ...values, at: format.relative(values.at, nowMs) } : values;
  const found = ({ code, message, values }: Pick<Diagnosis, "code" | "message" | "values">) =>
    translated(`numbers.why.found.${code}`, message, readable(values));
  const fixOf = ({ code, fix, values }: Diagnosis) => translated(`numbers.why.fixes.${code}`, fix, readable(values));
  const { data } = diagnosis;
  if (diagnosis.error) return <FaultNote fault={diagnosis.error.fault} again={() => void diagnosis.refetch()} />;
  if (!data || diagnosis.isFetching) return <p role="status">{t("numbers.why.looking")}</p>;
  return (
    <div className="grid gap-3.5">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-72" role="status">
          <span className={`font-[560] ${data.ok ? "text-accent-strong" : "text-danger"}`}>{found(data)}</span>{" "}
          <span className="text-text-2">{fixOf(data)}</span>
        </p>
        <WhyAction diagnosis={data} number={number} open={open} enterKeys={() => setKeys("open")} />
        <Button kind="quiet" onClick={() => void diagnosis.refetch()}>
          {t("numbers.why.again")}
        </Button>
      </div>
      {keys === "open" && (
        <AccountKeys
          known={number.accountSid}
          kept={() => {
            setKeys("kept");
            void diagnosis.refetch();
          }}
        />
      )}
      {keys === "kept" && <p role="status">{t("numbers.why.kept")}</p>}
      <ul className="grid gap-1.5 text-s">
        {data.checks.map(({ name, state, ...check }) => (
          <li key={name} className="flex gap-2.5">
            <span className="pt-1">
              <Dot tone={TONES[state]} />
            </span>
            <span className="w-24 shrink-0 text-text-2">{t(`numbers.why.checks.${name}`)}</span>
            <span className="min-w-0 break-words">
              <span className="sr-only">{t(`numbers.why.states.${state}`)}: </span>
              {found(check)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The server's own words where ours have none. */
function translated(key: string, byServer: string, values: Diagnosis["values"]): string {
  return i18next.exists(key) ? String(i18next.t(key as never, values as never)) : byServer;
}
