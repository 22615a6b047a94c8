/** Every number, in groups: what it does, its default, and the way back to it. */
import { useTranslation } from "react-i18next";
import type { Timing } from "../../../data/assistants.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { CheckedText } from "../checked-text.tsx";
import { Part } from "../part.tsx";
import { type GivenTiming, withTiming } from "./presets.ts";
import { isCount, readTiming, TIMING_GROUPS, type TimingGroup, type TimingName } from "./timing-groups.ts";

interface TimingTableProps {
  defaults: Timing;
  timing: GivenTiming;
  change: (timing: GivenTiming | undefined) => void;
}

export function TimingTable(props: TimingTableProps) {
  const { t } = useTranslation();
  const groups = Object.keys(TIMING_GROUPS) as TimingGroup[];
  return (
    <Part title={t("assistants.timing.numbers")} text={t("assistants.timing.numbersText")}>
      {groups.map((group) => (
        <fieldset key={group} className="grid">
          <legend className="mb-1 font-[550] text-s text-text-2">{t(`assistants.timing.groups.${group}`)}</legend>
          {TIMING_GROUPS[group].map((name) => (
            <TimingRow key={name} name={name} {...props} />
          ))}
        </fieldset>
      ))}
    </Part>
  );
}

function TimingRow({ name, defaults, timing, change }: TimingTableProps & { name: TimingName }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = t(`assistants.timing.names.${name}`);
  const unit = t(isCount(name) ? "assistants.timing.times" : "assistants.timing.ms");
  const given = timing[name];
  return (
    <div className="grid gap-x-4 gap-y-1 border-line border-t py-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p>{label}</p>
        <p id={`about-${name}`} className="text-s text-text-3">
          {t(`assistants.timing.about.${name}`)}
        </p>
      </div>
      <div className="w-64 max-w-full">
        <div className="flex items-start gap-2">
          <div className="w-28">
            <CheckedText
              aria-label={`${label}, ${unit}`}
              aria-describedby={`about-${name}`}
              className="num w-full text-right"
              inputMode="numeric"
              placeholder={format.number(defaults[name])}
              stored={given === undefined ? "" : String(given)}
              read={readTiming}
              wrong={t("assistants.timing.wrong")}
              onRead={(text) => change(withTiming(timing, name, text === "" ? undefined : Number(text)))}
            />
          </div>
          <span className="pt-1.5 text-s text-text-2">{unit}</span>
          {given !== undefined && (
            <Button
              kind="quiet"
              className="px-1.5 text-s"
              aria-label={t("assistants.timing.resetNamed", { name: label })}
              onClick={() => change(withTiming(timing, name, undefined))}
            >
              {t("assistants.timing.reset")}
            </Button>
          )}
        </div>
        <p className="num text-s text-text-3">
          {t("assistants.timing.default")} {format.number(defaults[name])}
        </p>
      </div>
    </div>
  );
}
