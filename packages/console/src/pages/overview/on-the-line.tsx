/** Who is on the phone now, and what is being said. Nobody: nothing is shown. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { liveCallsQuery } from "../../data/calls.ts";
import { Card } from "../../ui/card.tsx";
import { LiveCall } from "../live/live-call.tsx";

const SAYINGS = 1;
const MOST_SHOWN = 5;

export function OnTheLine() {
  const { t } = useTranslation();
  const { data = [] } = useQuery(liveCallsQuery());
  if (data.length === 0) return null;
  return (
    <section>
      <h2 className="mb-2.5">{t("overview.onTheLine")}</h2>
      <Card>
        <ul>
          {data.slice(0, MOST_SHOWN).map((call) => (
            <LiveCall key={call.id} call={call} sayings={SAYINGS} />
          ))}
        </ul>
      </Card>
    </section>
  );
}
