/** When the agent answers, falls silent and asks again: three sets to begin with, every number, and what was measured. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { timingQuery } from "../../../data/assistants.ts";
import { useFault } from "../../../data/use-fault.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { SkeletonRows } from "../../../ui/skeleton.tsx";
import { Part } from "../part.tsx";
import { RadioList } from "../radio-list.tsx";
import type { TabProps } from "../tab-props.ts";
import { MeasuredFigures } from "./measured-figures.tsx";
import { presetOf, withPreset } from "./presets.ts";
import { TimingTable } from "./timing-table.tsx";

const CHOICES = ["usual", "brisk", "patient", "noisy-line"] as const;
const UNSURE = ["silent", "duck"] as const;

export default function TurnTakingTab({ settings: { timing = {}, whileUnsure = "silent" }, edit }: TabProps) {
  const { t } = useTranslation();
  const query = useQuery(timingQuery());
  const fault = useFault(query);
  if (fault) return <FaultNote fault={fault} again={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows rows={6} />;
  const { defaults, presets } = query.data;
  const chosen = presetOf(timing, presets, defaults);
  return (
    <>
      <Part title={t("assistants.timing.title")} text={t("assistants.timing.text")}>
        <RadioList
          label={t("assistants.timing.title")}
          quietLabel
          value={chosen}
          choices={[...CHOICES, ...(chosen === "own" ? (["own"] as const) : [])].map((value) => ({
            value,
            name: t(`assistants.timing.presets.${value}.name`),
            hint: t(`assistants.timing.presets.${value}.text`),
          }))}
          choose={(choice) => choice !== "own" && edit({ timing: withPreset(timing, choice, presets) })}
        />
        <div className="border-line border-t pt-3.5">
          <RadioList
            label={t("assistants.timing.whileUnsure.label")}
            value={whileUnsure}
            choices={UNSURE.map((value) => ({
              value,
              name: t(`assistants.timing.whileUnsure.${value}`),
              hint: value === "duck" && t("assistants.timing.whileUnsure.hint"),
            }))}
            choose={(value) => edit({ whileUnsure: value === "silent" ? undefined : value })}
          />
        </div>
      </Part>
      <MeasuredFigures defaults={defaults} timing={timing} />
      <TimingTable defaults={defaults} timing={timing} change={(after) => edit({ timing: after })} />
    </>
  );
}
