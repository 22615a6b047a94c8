/** The last look before money is spent: the price, who charges it, the papers; then it is asked for once. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhoneNumber } from "../../../data/phone-numbers.ts";
import { buyNumber, type Offer, type Offers } from "../../../data/twilio-accounts.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { mayNeedBundle } from "./countries.ts";
import { PaperFields, type Papers } from "./paper-fields.tsx";
import { purchaseOutcome } from "./purchase-outcome.ts";

/** By which others know that money is being spent just now. */
export const BUYING = ["buy-number"];

interface BuyFormProps {
  accountSid: string;
  offer: Offer;
  offers: Offers;
  country: string;
  simulated: boolean;
  onBought: (number: PhoneNumber) => void;
  /** It may have been bought: from now on nothing here may ask for it again. */
  onUnclear: () => void;
  close: () => void;
}

export function BuyForm(props: BuyFormProps) {
  const { accountSid, offer, offers, country, simulated, onBought, onUnclear, close } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [papers, setPapers] = useState<Papers>({ addressSid: "", bundleSid: "" });
  const buy = useMutation({
    mutationFn: () => buyNumber(accountSid, { number: offer.number, ...filled(papers) }),
    // Whatever happens: it is asked for once.
    ...{ mutationKey: BUYING, retry: false },
    onSuccess: onBought,
    onError: ({ fault }) => {
      if (purchaseOutcome(fault) === "unclear") onUnclear();
    },
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const outcome = buy.error ? purchaseOutcome(buy.error.fault) : null;
  const number = format.phoneNumber(offer.number);
  const price = simulated ? null : offers.price && format.money(offers.price);
  const needs = {
    address: offer.addressRequirements !== "none" || outcome === "address",
    bundle: outcome === "bundle" ? ("required" as const) : mayNeedBundle(country) && ("possible" as const),
  };
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    buy.mutate();
  }
  return (
    <form onSubmit={onSubmit} className="mt-2.5 grid gap-4 rounded-s border border-line bg-ground/60 p-3.5">
      <div>
        <h4 ref={heading} tabIndex={-1} className="font-[560] outline-none">
          {t("numbers.shop.confirm", { number })}
        </h4>
        <p className="max-w-[72ch]">
          {simulated
            ? t("numbers.shop.chargesNobody")
            : price
              ? t("numbers.shop.charges", { price })
              : t("numbers.shop.chargesUnknown")}
        </p>
        {!simulated && !price && (
          <p>
            <a href="https://www.twilio.com/voice/pricing" target="_blank" rel="noreferrer">
              {t("numbers.shop.priceList")}
            </a>
          </p>
        )}
      </div>
      <PaperFields
        requirement={offer.addressRequirements}
        needs={needs}
        papers={papers}
        change={(change) => setPapers({ ...papers, ...change })}
      />
      {buy.error && <FaultNote fault={buy.error.fault} />}
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" disabled={buy.isPending}>
          {buy.isPending
            ? t("numbers.shop.buying")
            : price
              ? t("numbers.shop.buyFor", { price })
              : t(simulated ? "numbers.shop.take" : "numbers.shop.buyUnknown")}
        </Button>
        <Button disabled={buy.isPending} onClick={close}>
          {t("numbers.cancel")}
        </Button>
      </div>
    </form>
  );
}

const filled = (papers: Papers): Partial<Papers> =>
  Object.fromEntries(Object.entries(papers).filter(([, sid]) => sid !== ""));
