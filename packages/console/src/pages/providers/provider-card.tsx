/** One provider: how it is and why, what is missing, and its models on demand. */
import type { Provider, ProviderHistory } from "@offhook/api-client";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ProviderKey } from "../../data/provider-keys.ts";
import { keyVariable } from "../../data/providers.ts";
import { useFormat } from "../../format/use-format.ts";
import { Dot } from "../../ui/dot.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";
import { Tag } from "../../ui/tag.tsx";
import { Term } from "../../ui/term.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { useNow } from "../../ui/use-now.tsx";
import { ModelTable } from "./model-table.tsx";
import { ProviderDay } from "./provider-day.tsx";
import { ProviderKey as KeyForm } from "./provider-key.tsx";
import { STATE_TONES } from "./provider-order.ts";

const KIND_ORDER = ["transcriber", "model", "voice", "realtime"] as const;

interface ProviderCardProps {
  provider: Provider;
  used: boolean;
  /** Missing: it takes none. */
  kept: ProviderKey | undefined;
  /** Of the last day; none: nobody has used it. */
  changes: ProviderHistory["changes"];
}

export function ProviderCard({ provider, used, kept, changes }: ProviderCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"models" | "key" | null>(null);
  const { name, kinds, state, checkedAt, models } = provider;
  return (
    <article className="border-line border-b last:border-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-[18px] py-3.5">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Dot tone={STATE_TONES[state]} />
            {name}
            {used && <Tag title={t("providers.usedByExplained")}>{t("providers.usedBy")}</Tag>}
            <span className="font-normal text-s text-text-3">
              {KIND_ORDER.filter((kind) => kinds.includes(kind))
                .map((kind) => t(`providers.kinds.${kind}`))
                .join(" · ")}
            </span>
          </h2>
          <Situation provider={provider} />
        </div>
        <span className="num flex items-center gap-3 text-s text-text-3 max-wide:w-full max-wide:justify-between">
          {checkedAt && <Checked at={checkedAt} />}
          <Tag tone={STATE_TONES[state]}>
            <Term word={t(`providers.state.${state}`)}>{t(`providers.stateExplained.${state}`)}</Term>
          </Tag>
          {kept && (
            <Disclosure
              open={open === "key"}
              toggle={() => setOpen(open === "key" ? null : "key")}
              name={t("providers.key.title")}
            />
          )}
          {models.length > 0 && (
            <Disclosure
              open={open === "models"}
              toggle={() => setOpen(open === "models" ? null : "models")}
              name={t("providers.models", { count: models.length })}
            />
          )}
        </span>
      </div>
      {changes.length > 0 && <ProviderDay changes={changes} />}
      {open === "key" && kept && (
        <MayEdit least="owner">
          <KeyForm kept={kept} name={name} />
        </MayEdit>
      )}
      {open === "models" && <ModelTable models={models} />}
    </article>
  );
}

function Disclosure({ open, toggle, name }: { open: boolean; toggle: () => void; name: string }) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={toggle}
      className="min-w-16 rounded-s py-1 text-right text-text-2 hover:text-text"
    >
      {name} <span aria-hidden>{open ? "▴" : "▾"}</span>
    </button>
  );
}

/** The reason of its state, and what to do. */
function Situation({ provider: { id, needsKey, state, lastFault } }: { provider: Provider }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nowMs = useNow();
  const isOwn = id === "openai-compatible";
  const lastTrouble =
    lastFault && t("providers.lastFault", { when: format.relative(lastFault.at, nowMs), message: lastFault.message });
  const text = {
    "no-key": t("providers.keyHint", { variable: keyVariable(id) }),
    unknown: needsKey ? t("providers.stateExplained.unknown") : t(isOwn ? "providers.ownUnknown" : "providers.noneYet"),
    ready: needsKey ? null : t(isOwn ? "providers.ownServer" : "providers.noKeyNeeded"),
    degraded: t("providers.stateExplained.degraded"),
    down: t("providers.stateExplained.down"),
  }[state];
  return (
    <>
      {text && <p className="text-s text-text-2">{text}</p>}
      {lastTrouble && <p className={`text-s ${state === "ready" ? "text-text-3" : "text-warn"}`}>{lastTrouble}</p>}
    </>
  );
}

function Checked({ at }: { at: string }) {
  const { t } = useTranslation();
  const [before = "", after = ""] = t("providers.checked", { when: "\u0000" }).split("\u0000");
  return (
    <span className="max-wide:hidden">
      {before}
      <TimeAgo at={at} />
      {after}
    </span>
  );
}
