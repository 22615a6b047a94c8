/** Who has the first word, and with what. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RadioList } from "../radio-list.tsx";
import type { TabProps } from "../tab-props.ts";
import { PlacedText } from "./placed-text.tsx";

/** An empty first message is what "the caller speaks first" is to the engine. */
export function FirstMessage({ settings: { firstMessage = "" }, edit }: TabProps) {
  const { t } = useTranslation();
  const [speaks, setSpeaks] = useState(firstMessage !== "");
  const [last, setLast] = useState(firstMessage);
  if (!speaks && firstMessage !== "") setSpeaks(true);
  function choose(value: "speaks" | "waits"): void {
    setSpeaks(value === "speaks");
    if (value === "waits") setLast(firstMessage);
    // What it said before is there again.
    edit({ firstMessage: value === "speaks" ? last : "" });
  }
  return (
    <div className="grid gap-3">
      <RadioList
        label={t("assistants.prompt.begins")}
        value={speaks ? "speaks" : "waits"}
        choices={[
          { value: "speaks", name: t("assistants.prompt.speaks") },
          { value: "waits", name: t("assistants.prompt.waits"), hint: t("assistants.prompt.waitsHint") },
        ]}
        choose={choose}
      />
      {speaks && (
        <PlacedText
          {...{ label: t("assistants.firstMessage"), hint: t("assistants.firstMessageHint") }}
          {...{ where: "firstMessage", rows: 2, most: 2_000, value: firstMessage }}
          onChange={(text) => edit({ firstMessage: text })}
        />
      )}
    </div>
  );
}
