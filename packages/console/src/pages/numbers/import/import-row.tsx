/** One number of an account: what it can, who answers it now, and how far its import has come. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { OwnedNumber } from "../../../data/twilio-accounts.ts";
import { useFormat } from "../../../format/use-format.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { CapabilityTags } from "../capability-tags.tsx";
import { RoutingChanges } from "../routing-changes.tsx";
import { WarningList } from "../warning-list.tsx";
import { answeringHost, canImport, type ImportRow } from "./import-rows.ts";

/** A warning for each number alike; it stands with the number once it is connected. */
const LATER = "no-fallback";

interface ImportLineProps {
  owned: OwnedNumber;
  row: ImportRow | undefined;
  chosen: boolean;
  choose: (chosen: boolean) => void;
}

export function ImportLine({ owned, row, chosen, choose }: ImportLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const { number, friendlyName, voiceUrl, capabilities } = owned;
  const written = format.phoneNumber(number);
  const done = row?.step === "imported";
  const busy = row?.step === "looking" || row?.step === "importing";
  const own = friendlyName !== "" && friendlyName !== number && friendlyName !== written;
  return (
    <li className="border-line border-b py-3 last:border-0">
      <div className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3">
        <input
          id={id}
          type="checkbox"
          className="mt-1 size-4 accent-accent"
          checked={chosen && !done}
          disabled={!canImport(owned) || done || busy}
          onChange={({ target }) => choose(target.checked)}
        />
        <div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <label htmlFor={id} className="min-w-0 break-words">
              <span className="num font-[560]">{written}</span>
              {own && <span className="ml-3 text-text-2">{friendlyName}</span>}
            </label>
            <CapabilityTags capabilities={capabilities} />
            <Standing owned={owned} row={row} />
          </div>
          {!done && (
            <p className="mt-1 break-all text-s text-text-2">
              {voiceUrl === ""
                ? t("numbers.import.nobody")
                : t("numbers.import.now", { host: answeringHost(voiceUrl) })}
            </p>
          )}
        </div>
      </div>
      {row?.step === "seen" && (
        <div className="mt-2.5 ml-7 grid gap-2.5 rounded-s border border-line bg-ground/60 p-3">
          <WarningList warnings={row.seen.warnings.filter(({ code }) => code !== LATER)} />
          <RoutingChanges changes={row.seen.routing.changes} />
        </div>
      )}
      {row?.step === "failed" && (
        <div className="mt-2.5 ml-7">
          <FaultNote fault={row.fault} />
        </div>
      )}
    </li>
  );
}

function Standing({ owned, row }: { owned: OwnedNumber; row: ImportRow | undefined }) {
  const { t } = useTranslation();
  if (row?.step === "imported") return <Tag tone="good">{t("numbers.import.imported")}</Tag>;
  if (row?.step === "failed") return <Tag tone="bad">{t("numbers.import.failed")}</Tag>;
  if (row?.step === "looking") return <Tag>{t("numbers.looking")}</Tag>;
  if (row?.step === "importing") return <Tag>{t("numbers.connecting")}</Tag>;
  if (owned.phoneNumberId !== null) return <Tag tone="good">{t("numbers.import.here")}</Tag>;
  return null;
}
