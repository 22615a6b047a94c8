/** One number: who answers it, whether it leads here, and what can be done about it. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import type { PhoneNumber } from "../../data/phone-numbers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Dot } from "../../ui/dot.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { Tone } from "../../ui/tone.ts";
import { AssistantSelect } from "./assistant-select.tsx";
import { CallIt } from "./call-it.tsx";
import { Disconnect } from "./disconnect.tsx";
import { NumberFallback } from "./number-fallback.tsx";
import { NumberHoursFields } from "./number-hours.tsx";
import { useNumberEdit } from "./use-number-edit.ts";
import { WarningList } from "./warning-list.tsx";
import { WhyNot } from "./why-not.tsx";

type Panel = "why" | "hours" | "fallback" | "call" | "disconnect";

export function NumberCard({ number, assistants }: { number: PhoneNumber; assistants: readonly Assistant[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [panel, setPanel] = useState<Panel | null>(null);
  const editing = useNumberEdit(number);
  const { edit, savePanel } = editing;
  const open = (next: Panel | null) => {
    if (panel !== next) editing.opened();
    setPanel(next);
  };
  const { tone, word } = situationOf(number);
  const panels: Panel[] = ["why", "hours", "fallback", ...(number.accountType === "twin" ? ["call" as const] : [])];
  return (
    <Card className="overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-[18px] py-3.5">
        <h2 className="num flex items-center gap-2">
          <Dot tone={tone} />
          {format.phoneNumber(number.number)}
        </h2>
        <Tag tone={tone}>{t(`numbers.state.${word}`)}</Tag>
        {number.accountType === "twin" && <Tag>{t("numbers.simulated")}</Tag>}
        <MayEdit silent className="ml-auto flex items-center gap-2 max-wide:ml-0 max-wide:w-full">
          <span className="shrink-0 text-s text-text-3">{t("numbers.answeredBy")}</span>
          <AssistantSelect
            label={t("numbers.answeredBy")}
            assistants={assistants}
            value={number.assistantId}
            choose={(assistantId) => editing.saveShown({ assistantId })}
          />
        </MayEdit>
      </div>
      {number.warnings.length > 0 && (
        <div className="border-line border-t px-[18px] py-3">
          <WarningList warnings={number.warnings} />
        </div>
      )}
      {edit.error && (
        <div className="px-[18px] pb-3">
          {editing.isStale ? (
            <>
              <FaultNote fault={{ message: t("settings.stale"), fix: t("settings.staleFix") }} />
              <Button onClick={() => void editing.takeTheirs()}>{t("settings.takeTheirs")}</Button>
            </>
          ) : (
            <FaultNote fault={edit.error.fault} />
          )}
        </div>
      )}
      <div className="flex flex-wrap gap-1 border-line border-t px-2.5 py-1.5 text-s">
        {[...panels, "disconnect" as const].map((name) => (
          <Button
            key={name}
            kind="quiet"
            aria-expanded={panel === name}
            onClick={() => open(panel === name ? null : name)}
          >
            {t(`numbers.panels.${name}`)}
          </Button>
        ))}
        <Link to="/calls" search={{ to: number.number }} className="self-center px-[13px] text-text-2">
          {t("numbers.itsCalls")}
        </Link>
      </div>
      {panel !== null && (
        <div className="border-line border-t bg-ground/60 px-[18px] py-4">
          {panel === "why" && <WhyNot number={number} open={open} />}
          <MayEdit silent>
            {panel === "hours" && (
              <NumberHoursFields
                key={editing.round}
                {...{ number, assistants, save: savePanel, saving: edit.isPending }}
              />
            )}
            {panel === "fallback" && (
              <NumberFallback key={editing.round} {...{ number, save: savePanel, saving: edit.isPending }} />
            )}
            {panel === "call" && <CallIt number={number} />}
            {panel === "disconnect" && <Disconnect number={number} close={() => open(null)} />}
          </MayEdit>
        </div>
      )}
    </Card>
  );
}

/** A trial account's number is never called connected. */
function situationOf({ accountType, routing, warnings }: PhoneNumber): {
  tone: Tone;
  word: "ok" | "wrong" | "unknown" | "trial" | "unproven";
} {
  if (accountType === "trial") return { tone: "soon", word: "trial" };
  // It leads to our address, and the address leads nowhere.
  if (routing.state === "ok" && warnings.some(({ code }) => code.startsWith("address-")))
    return { tone: "bad", word: "unproven" };
  return { tone: routing.state === "ok" ? "good" : routing.state === "wrong" ? "bad" : "plain", word: routing.state };
}
