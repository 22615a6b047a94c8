/** What was measured with the default numbers, and with others: to choose by, not to promise by. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Timing } from "../../../data/assistants.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Part } from "../part.tsx";
import { MEASURED, MEASURED_WAITS, type MeasuredWaits, type Share } from "./measured.ts";
import type { GivenTiming } from "./presets.ts";

const CLIPS = MEASURED.wrongStops.of + MEASURED.missedBargeIns.of + MEASURED.cutOffs.of;

export function MeasuredFigures({ defaults, timing }: { defaults: Timing; timing: GivenTiming }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = usePercent();
  const ms = (value: number): string => `${format.number(value)} ${t("assistants.timing.ms")}`;
  const of = ({ count, of: all }: Share): string =>
    t("assistants.timing.measured.of", { count, of: format.number(all) });
  const { wrongStops, missedBargeIns, cutOffs, medianWaitMs, fixed } = MEASURED;
  return (
    <Part
      title={t("assistants.timing.measured.title")}
      text={t("assistants.timing.measured.text", { clips: format.number(CLIPS) })}
    >
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 xl:grid-cols-4">
        <Figure name="wrongStops" value={percent(wrongStops)} beside={of(wrongStops)} />
        <Figure name="missed" value={percent(missedBargeIns)} beside={of(missedBargeIns)} />
        <Figure name="cutOffs" value={percent(cutOffs)} beside={of(cutOffs)} />
        <Figure name="medianWait" value={ms(medianWaitMs)} />
      </dl>
      <p className="text-s text-text-3">
        {t("assistants.timing.measured.fixed", {
          percent: percent(fixed.cutOffs),
          ms: format.number(fixed.medianWaitMs),
        })}
      </p>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-s">
          <caption className="pb-1 text-left font-[550] text-text-2">{t("assistants.timing.measured.rows")}</caption>
          <thead className="text-left text-text-3">
            <tr>
              <Head>{t("assistants.timing.measured.waits")}</Head>
              <Head right>{t("assistants.timing.measured.cutOffs")}</Head>
              <Head right>{t("assistants.timing.measured.medianWait")}</Head>
              <Head right>{t("assistants.timing.measured.p95")}</Head>
            </tr>
          </thead>
          <tbody className="num">
            {MEASURED_WAITS.map((row) => (
              <tr key={row.name} className={isLike(row, timing, defaults) ? "bg-accent-soft" : ""}>
                <th scope="row" className="border-line border-t py-1.5 pr-3 pl-1 text-left font-normal">
                  <span className="font-[550]">{t(`assistants.timing.measured.${row.name}`)}</span>{" "}
                  <Differs row={row} />
                  {isLike(row, timing, defaults) && ` · ${t("assistants.timing.measured.set")}`}
                </th>
                <Cell>{percent(row.cutOffs)}</Cell>
                <Cell>{ms(row.medianWaitMs)}</Cell>
                <Cell>{ms(row.p95WaitMs)}</Cell>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

/** The row that was measured with the waits that are set. */
function isLike({ timing: measured }: MeasuredWaits, timing: GivenTiming, defaults: Timing): boolean {
  const waits = ["waitCompleteMs", "waitUsualMs", "waitUnsureMs", "waitIncompleteMs"] as const;
  const row: GivenTiming = measured;
  return waits.every((name) => (timing[name] ?? defaults[name]) === (row[name] ?? defaults[name]));
}

function usePercent(): (share: Share) => string {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language, { style: "percent", minimumFractionDigits: 1 });
  return ({ percent }) => format.format(percent / 100);
}

function Differs({ row: { timing } }: { row: MeasuredWaits }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = ["waitCompleteMs", "waitUnsureMs", "waitIncompleteMs"] as const;
  const parts = names.flatMap((name) => {
    const value = timing[name];
    return value === undefined ? [] : [t(`assistants.timing.measured.differs.${name}`, { ms: format.number(value) })];
  });
  return <span className="text-text-2">{parts.join(", ") || t("assistants.timing.measured.same")}</span>;
}

interface FigureProps {
  name: "wrongStops" | "missed" | "cutOffs" | "medianWait";
  value: string;
  beside?: string;
}

function Figure({ name, value, beside }: FigureProps) {
  const { t } = useTranslation();
  return (
    <div>
      <dt className="text-s text-text-2">{t(`assistants.timing.measured.${name}`)}</dt>
      <dd className="num font-[560] text-l">{value}</dd>
      {beside && <dd className="num text-s text-text-3">{beside}</dd>}
      <dd className="text-s text-text-3">{t(`assistants.timing.measured.${name}Text`)}</dd>
    </div>
  );
}

function Head({ right, children }: { right?: boolean; children: ReactNode }) {
  return (
    <th scope="col" className={`py-1 font-normal ${right ? "pl-3 text-right" : "pl-1"}`}>
      {children}
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="whitespace-nowrap border-line border-t py-1.5 pr-1 pl-3 text-right">{children}</td>;
}
