/** What a webhook was told lately, and how that went. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFault } from "../../data/use-fault.ts";
import { type Delivery, deliveriesQuery } from "../../data/webhooks.ts";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import type { Tone } from "../../ui/tone.ts";

const TONES: Record<Delivery["state"], Tone> = { delivered: "good", waiting: "soon", "given-up": "bad" };

export function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation();
  const deliveries = useQuery(deliveriesQuery(id));
  const fault = useFault(deliveries);
  if (fault) return <FaultNote fault={fault} again={() => void deliveries.refetch()} />;
  if (deliveries.data?.length === 0) return <p className="text-text-2">{t("settings.webhooks.nothing")}</p>;
  return (
    <ul className="grid gap-1.5 text-s">
      {deliveries.data?.map(
        ({ id: deliveryId, event, callId, state, attempts, lastStatus, createdAt, nextAttemptAt }) => (
          <li key={deliveryId} className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <Tag tone={TONES[state]}>{t(`settings.webhooks.states.${state}`)}</Tag>
            <span>{t(`settings.webhooks.of.${event}`)}</span>
            <Link to="/calls/$callId" params={{ callId }} className="underline">
              {t("settings.webhooks.call")}
            </Link>
            <span className="num text-text-2">
              {t("settings.webhooks.attempts", { count: attempts })}
              {attempts > 0 &&
                `, ${lastStatus === null ? t("settings.webhooks.noAnswer") : t("settings.webhooks.answered", { status: lastStatus })}`}
            </span>
            <span className="ml-auto text-text-3">
              {nextAttemptAt ? (
                <>
                  {t("settings.webhooks.next")} <TimeAgo at={nextAttemptAt} />
                </>
              ) : (
                <TimeAgo at={createdAt} />
              )}
            </span>
          </li>
        ),
      )}
    </ul>
  );
}
