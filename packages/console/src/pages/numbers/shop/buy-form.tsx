/** The last look before money is spent: the price, who charges it, the papers; then it is asked for once. */
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhoneNumber } from "../../../data/phone-numbers.ts";
import { buyNumber, type NumberKind, type Offer, type Offers } from "../../../data/twilio-accounts.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { MayEdit } from "../../../ui/may-edit.tsx";
import { mayNeedBundle } from "./countries.ts";
import { PaperFields } from "./paper-fields.tsx";
import type { ChosenPapers, Needs } from "./paper-fit.ts";
import { type PurchaseOutcome, purchaseOutcome } from "./purchase-outcome.ts";
import { usePapers } from "./use-papers.ts";

/** By which others know that money is being spent just now. */
export const BUYING = ["buy-number"];

interface BuyFormProps {
  accountSid: string;
  offer: Offer;
  offers: Offers;
  country: string;
  type: NumberKind;
  simulated: boolean;
  onBought: (number: PhoneNumber) => void;
  /** It may have been bought: from now on nothing here may ask for it again. */
  onUnclear: () => void;
  close: () => void;
}

export function BuyForm(props: BuyFormProps) {
  const { accountSid, offer, offers, country, type, simulated, onBought, onUnclear, close } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [lacked, setLacked] = useState<readonly PurchaseOutcome[]>([]);
  const needs = needsOf(offer, country, lacked);
  const papers = usePapers({ accountSid, country, type, needs, changed: forgetRefusal });
  const buy = useMutation({
    mutationFn: () => buyNumber(accountSid, { number: offer.number, ...filled(papers.chosen) }),
    // Whatever happens: it is asked for once.
    ...{ mutationKey: BUYING, retry: false },
    onSuccess: onBought,
    onError: ({ fault }) => {
      const outcome = purchaseOutcome(fault);
      if (outcome === "unclear") onUnclear();
      if (outcome !== "address" && outcome !== "bundle") return;
      setLacked((before) => [...before, outcome]);
      papers.refresh();
    },
  });
  /** It was of other papers. A purchase under way is never forgotten: the button would ask for it again. */
  function forgetRefusal() {
    if (buy.isError) buy.reset();
  }
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const number = format.phoneNumber(offer.number);
  const price = simulated ? null : offers.price && format.money(offers.price);
  const ready = !buy.isPending && !papers.lacking && papers.state !== "asking";
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (ready) buy.mutate();
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
      <MayEdit least="owner" className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <PaperFields country={country} needs={needs} papers={papers} />
        {buy.error && <FaultNote fault={buy.error.fault} />}
      </MayEdit>
      <div className="flex flex-wrap gap-2">
        {!papers.lacking && (
          <MayEdit least="owner" silent>
            <Button kind="primary" type="submit" disabled={!ready}>
              {buy.isPending
                ? t("numbers.shop.buying")
                : price
                  ? t("numbers.shop.buyFor", { price })
                  : t(simulated ? "numbers.shop.take" : "numbers.shop.buyUnknown")}
            </Button>
          </MayEdit>
        )}
        <Button disabled={buy.isPending} onClick={close}>
          {t("numbers.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** What the offer says, and what Twilio said when it refused to sell without. */
function needsOf({ addressRequirements }: Offer, country: string, lacked: readonly PurchaseOutcome[]): Needs {
  const asked = addressRequirements === "none" ? null : addressRequirements;
  return {
    address: asked ?? (lacked.includes("address") ? "any" : null),
    bundle: lacked.includes("bundle") ? "required" : mayNeedBundle(country) ? "possible" : null,
  };
}

const filled = (papers: ChosenPapers): Partial<ChosenPapers> =>
  Object.fromEntries(Object.entries(papers).filter(([, sid]) => sid !== ""));
