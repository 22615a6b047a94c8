/** Who has the first word, and with what. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RadioList } from "../radio-list.tsx";
import type { TabProps } from "../tab-props.ts";
import { PlacedText } from "./placed-text.tsx";

const BEGINNINGS = ["speaks", "generates", "waits"] as const;
type Beginning = (typeof BEGINNINGS)[number];

/** An empty first message is what "the caller speaks first" is to the engine, unless the model greets. */
export function FirstMessage({ settings, edit }: TabProps) {
  const { firstMessage = "", greeting, model = [], realtime = [] } = settings;
  const { t } = useTranslation();
  const [speaks, setSpeaks] = useState(firstMessage !== "");
  const [last, setLast] = useState(firstMessage);
  if (!speaks && firstMessage !== "") setSpeaks(true);
  const generates = greeting === "generated";
  const begins: Beginning = generates ? "generates" : speaks ? "speaks" : "waits";
  function choose(value: Beginning): void {
    setSpeaks(value !== "waits");
    if (value === "waits") setLast(firstMessage);
    edit({
      greeting: value === "generates" ? "generated" : undefined,
      // What it said before is there again.
      firstMessage: value === "waits" ? "" : firstMessage || last,
    });
  }
  return (
    <div className="grid gap-3">
      <RadioList
        label={t("assistants.prompt.begins")}
        value={begins}
        choices={BEGINNINGS.map((value) => ({
          value,
          name: t(`assistants.prompt.${value}`),
          hint: value !== "speaks" && t(`assistants.prompt.${value}Hint`),
        }))}
        choose={choose}
      />
      {generates && model.length + realtime.length === 0 && (
        <p className="text-s text-text-2">{t("assistants.prompt.generatesNeedsModel")}</p>
      )}
      {begins !== "waits" && (
        <PlacedText
          {...{ where: "firstMessage", rows: 2, most: 2_000, value: firstMessage }}
          label={t(generates ? "assistants.prompt.greetsInstead" : "assistants.firstMessage")}
          hint={t(generates ? "assistants.prompt.greetsInsteadHint" : "assistants.firstMessageHint")}
          onChange={(text) => edit({ firstMessage: text })}
        />
      )}
    </div>
  );
}
