/** Numbers for sale: what each can do and asks for, and what a month of any of them costs. */
import { useIsMutating } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PhoneNumber } from "../../../data/phone-numbers.ts";
import type { NumberKind, Offer, Offers } from "../../../data/twilio-accounts.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { CapabilityTags } from "../capability-tags.tsx";
import { BUYING, BuyForm } from "./buy-form.tsx";

/** One is as good as another; who wants more asks for them. */
const SHOWN_FIRST = 8;

interface OfferListProps {
  accountSid: string;
  offers: Offers;
  country: string;
  type: NumberKind;
  /** Nobody is charged for the simulator's. */
  simulated: boolean;
  onBought: (number: PhoneNumber) => void;
  /** It may have been bought. */
  onUnclear: (number: string) => void;
}

export function OfferList(props: OfferListProps) {
  const { offers, simulated } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const shown = all ? offers.items : offers.items.slice(0, SHOWN_FIRST);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const price = offers.price && format.money(offers.price);
  return (
    <div className="grid gap-2">
      <h3 ref={heading} tabIndex={-1} className="outline-none">
        {t("numbers.shop.found", { count: offers.items.length })}
      </h3>
      <p className="text-s text-text-2">
        {simulated
          ? t("numbers.shop.simulated")
          : price
            ? t("numbers.shop.price", { price })
            : t("numbers.shop.priceUnknown")}
      </p>
      <ul>
        {shown.map((offer) => (
          <OfferLine
            key={offer.number}
            {...props}
            offer={offer}
            open={chosen === offer.number}
            choose={() => setChosen(offer.number)}
            close={() => setChosen(null)}
          />
        ))}
      </ul>
      {shown.length < offers.items.length && (
        <div>
          <Button onClick={() => setAll(true)}>{t("numbers.shop.showAll", { count: offers.items.length })}</Button>
        </div>
      )}
    </div>
  );
}

interface OfferLineProps extends OfferListProps {
  offer: Offer;
  open: boolean;
  choose: () => void;
  close: () => void;
}

function OfferLine({ offer, open, choose, close, onUnclear, ...rest }: OfferLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { number, locality, region, capabilities, addressRequirements, beta } = offer;
  const written = format.phoneNumber(number);
  const buying = useIsMutating({ mutationKey: BUYING }) > 0;
  const place = [locality, region].filter(Boolean).join(", ");
  return (
    <li className="border-line border-b py-2.5 last:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="num font-[560]">{written}</span>
        {place && <span className="text-text-2">{place}</span>}
        <CapabilityTags capabilities={capabilities} />
        {beta && <Tag tone="soon">{t("numbers.shop.beta")}</Tag>}
        <span className="text-s text-text-2">{t(`numbers.shop.asks.${addressRequirements}`)}</span>
        {!open && (
          <Button
            className="ml-auto"
            aria-label={t("numbers.shop.chooseNumber", { number: written })}
            disabled={buying}
            onClick={choose}
          >
            {t("numbers.shop.choose")}
          </Button>
        )}
      </div>
      {open && <BuyForm {...rest} offer={offer} close={close} onUnclear={() => onUnclear(number)} />}
    </li>
  );
}
