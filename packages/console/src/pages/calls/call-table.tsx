/** Calls as rows. On a narrow screen a row folds into two lines. */
import type { Call } from "@offhook/api-client";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";
import { useWords } from "../../locales/use-words.ts";
import { OutcomeTag } from "../../ui/outcome-tag.tsx";
import { Term } from "../../ui/term.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { CallCost } from "./call-cost.tsx";
import { costKnown } from "./cost-known.ts";
import { useRowKeys } from "./use-row-keys.tsx";

interface CallTableProps {
  calls: readonly Call[];
  /** j and k move through the rows of the page. */
  keys?: boolean;
  /** Fewer columns, where the table is not the page. */
  brief?: boolean;
}

export function CallTable({ calls, keys = false, brief = false }: CallTableProps) {
  const { t } = useTranslation();
  const rows = useRowKeys(keys);
  return (
    <table ref={rows} className="num w-full border-collapse">
      <thead className="text-s max-wide:sr-only">
        <tr>
          <Head>{t("calls.columns.when")}</Head>
          <Head>{t("calls.columns.caller")}</Head>
          {!brief && <Head>{t("calls.columns.called")}</Head>}
          <Head>{t("calls.columns.outcome")}</Head>
          <Head right>{t("calls.columns.duration")}</Head>
          <Head right>
            <Term word={t("calls.columns.wait")}>{t("calls.waitExplained")}</Term>
          </Head>
          {!brief && <Head right>{t("calls.columns.cost")}</Head>}
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <CallRow key={call.id} call={call} brief={brief} />
        ))}
      </tbody>
    </table>
  );
}

function Head({ right, children }: { right?: boolean; children: ReactNode }) {
  return (
    <th className={`border-line border-b px-3.5 py-[9px] font-[520] text-text-3 ${right ? "text-right" : "text-left"}`}>
      {children}
    </th>
  );
}

const CELL = "px-3.5 py-row align-baseline max-wide:p-0";
const FIGURE = `${CELL} text-right whitespace-nowrap`;

function CallRow({ call, brief }: { call: Call; brief: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const { voiceToVoiceP50Ms } = call.latency;
  return (
    <tr className="relative border-line border-b last:border-0 focus-within:bg-accent-soft/50 hover:bg-text/3 max-wide:flex max-wide:flex-wrap max-wide:items-center max-wide:gap-x-3 max-wide:gap-y-1 max-wide:px-4 max-wide:py-2.5">
      <td className={`${CELL} text-text-2 max-wide:order-2 max-wide:ml-auto max-wide:text-s`}>
        <TimeAgo at={call.startedAt} />
      </td>
      <td className={`${CELL} max-wide:order-1`}>
        <Link
          to="/calls/$callId"
          params={{ callId: call.id }}
          data-row
          className="whitespace-nowrap font-[520] text-text no-underline after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          {format.phoneNumber(call.from)}
        </Link>
        {call.direction !== "inbound" && (
          <span className="ml-2 text-s text-text-3">{word("direction", call.direction)}</span>
        )}
      </td>
      {!brief && (
        <td className={`${CELL} whitespace-nowrap text-text-2 max-desk:hidden`}>{format.phoneNumber(call.to)}</td>
      )}
      <td className={`${CELL} max-wide:order-3 max-wide:basis-auto`}>
        <OutcomeTag call={call} />
      </td>
      <td className={`${FIGURE} max-wide:order-4 max-wide:ml-auto`}>
        {call.answeredAt ? format.clockTime(call.durationMs) : <span className="text-text-3">—</span>}
      </td>
      <td className={`${FIGURE} max-wide:order-5`}>
        {voiceToVoiceP50Ms === null ? <span className="text-text-3">—</span> : format.wait(voiceToVoiceP50Ms)}
      </td>
      {!brief && (
        <td className={`${FIGURE} max-wide:hidden`}>
          {costKnown(call) === "none" ? (
            <span className="text-text-3">{call.status === "ended" ? "—" : t("calls.still")}</span>
          ) : (
            <CallCost call={call} />
          )}
        </td>
      )}
    </tr>
  );
}
