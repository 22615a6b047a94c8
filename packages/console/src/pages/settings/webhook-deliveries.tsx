/** What a webhook was told lately, and how that went. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFault } from "../../data/use-fault.ts";
import { type Delivery, deliveriesQuery } from "../../data/webhooks.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import type { Tone } from "../../ui/tone.ts";

const TONES: Record<Delivery["state"], Tone> = { delivered: "good", waiting: "soon", "given-up": "bad" };

export function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation();
  const deliveries = useInfiniteQuery(deliveriesQuery(id));
  const fault = useFault(deliveries);
  const items = deliveries.data?.pages.flatMap((page) => page.items);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {fault && <FaultNote fault={fault} again={() => void deliveries.refetch()} />}
      {items?.length === 0 && <p className="text-text-2">{t("settings.webhooks.nothing")}</p>}
      <ul className="grid gap-1.5 text-s">
        {items?.map((delivery) => (
          <DeliveryLine key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {deliveries.hasNextPage && (
        <div>
          <Button disabled={deliveries.isFetchingNextPage} onClick={() => void deliveries.fetchNextPage()}>
            {t("shell.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { event, callId, state, attempts, lastStatus, createdAt, nextAttemptAt } = delivery;
  const answer =
    lastStatus === null ? t("settings.webhooks.noAnswer") : t("settings.webhooks.answered", { status: lastStatus });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
      <Tag tone={TONES[state]}>{t(`settings.webhooks.states.${state}`)}</Tag>
      <span>{t(`settings.webhooks.of.${event}`)}</span>
      <Link to="/calls/$callId" params={{ callId }} className="underline">
        {t("settings.webhooks.call")}
      </Link>
      <span className="num text-text-2">
        {t("settings.webhooks.attempts", { count: attempts })}
        {attempts > 0 && `, ${answer}`}
      </span>
      <span className="ml-auto text-text-3">
        {nextAttemptAt && attempts > 0 ? (
          <>
            {t("settings.webhooks.next")} <TimeAgo at={nextAttemptAt} />
          </>
        ) : (
          <TimeAgo at={createdAt} />
        )}
      </span>
    </li>
  );
}
