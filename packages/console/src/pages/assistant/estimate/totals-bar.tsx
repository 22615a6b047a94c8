/** What the first choices come to together: how long a caller waits for an answer, and what a minute costs. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type AssistantSettings, type Slot, timingQuery } from "../../../data/assistants.ts";
import { providersQuery } from "../../../data/providers.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Term } from "../../../ui/term.tsx";
import { CAUSE_GROUND } from "../../call/cause-colours.ts";
import { chosenOffer, type Offer } from "../offers.ts";
import { tokenEstimate } from "../prompt/token-estimate.ts";
import { type AnswerTime, answerTime } from "./answer-time.ts";
import { priceAMinute, USUAL_MINUTE } from "./price-a-minute.ts";

export function TotalsBar({ settings }: { settings: AssistantSettings }) {
  const { t } = useTranslation();
  const { data: providers } = useQuery(providersQuery());
  const { data: timing } = useQuery(timingQuery());
  if (!providers || !timing) return null;
  const offers = (["transcriber", "model", "voice"] as const).flatMap((slot): [Slot, Offer | undefined][] => {
    const chosen = settings[slot]?.[0] ?? (slot === "model" ? null : { provider: "embedded" });
    return chosen ? [[slot, chosenOffer(providers, slot, chosen)]] : [];
  });
  const latencyOf = (wanted: Slot): number | null | undefined => {
    const found = offers.find(([slot]) => slot === wanted);
    return found ? (found[1]?.model.publishedLatencyMs?.p50 ?? null) : undefined;
  };
  const time = answerTime({
    wait: settings.timing?.waitCompleteMs ?? timing.defaults.waitCompleteMs,
    transcriber: latencyOf("transcriber") ?? null,
    model: latencyOf("model"),
    voice: latencyOf("voice") ?? null,
    thinkAhead: settings.thinkAhead ?? true,
  });
  const promptTokens = tokenEstimate(settings.instructions ?? "");
  const prices = offers.map(([, offer]) => (offer ? priceAMinute(offer.model, promptTokens) : null));
  return (
    <div className="num flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t pt-3">
      <Wait time={time} />
      <Price prices={prices} />
      <span className="sr-only">{t("assistants.estimate.summary")}</span>
    </div>
  );
}

function Wait({ time }: { time: AnswerTime | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = time
    ? t("assistants.estimate.wait", { wait: format.wait(time.totalMs) })
    : t("assistants.estimate.waitUnknown");
  return (
    <>
      <span className="font-[550]">
        <Term word={text}>
          <p>{t("assistants.estimate.waitText")}</p>
          {time && (
            <ul className="mt-1.5 grid gap-0.5">
              {time.parts.map(({ cause, ms }) => (
                <li key={cause} className="flex items-baseline gap-2">
                  <i aria-hidden className={`size-2 rounded-full ${CAUSE_GROUND[cause]}`} />
                  {format.wait(ms)} {t(`call.causes.${cause}`)}
                </li>
              ))}
            </ul>
          )}
        </Term>
      </span>
      {time && (
        <div aria-hidden className="flex h-1.5 min-w-24 flex-1 overflow-hidden rounded-[3px]">
          {time.parts.map(({ cause, ms }) => (
            <i key={cause} className={CAUSE_GROUND[cause]} style={{ width: `${(ms / time.totalMs) * 100}%` }} />
          ))}
        </div>
      )}
    </>
  );
}

function Price({ prices }: { prices: readonly (number | null)[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = prices.filter((price) => price !== null);
  const sum = known.reduce((total, price) => total + price, 0);
  const unknown = known.length < prices.length;
  const amount = format.exactMoney({ amount: sum.toFixed(4), currency: "USD" });
  const text = unknown
    ? t(sum > 0 ? "assistants.estimate.priceMore" : "assistants.estimate.priceUnknown", { price: amount })
    : sum === 0
      ? t("assistants.estimate.free")
      : t("assistants.estimate.price", { price: amount });
  const { spokenSeconds, answers } = USUAL_MINUTE;
  return (
    <span className="ml-auto font-[550]">
      <Term word={text}>{t("assistants.estimate.priceText", { seconds: spokenSeconds, answers })}</Term>
    </span>
  );
}
