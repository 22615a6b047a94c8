/** A price and what it is for; on hover, since when it is known. */
import type { ProviderModel } from "@offhook/api-client";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../format/use-format.ts";

export function PriceText({ price }: { price: ProviderModel["price"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!price) return <span className="text-text-3">{t("providers.noPrice")}</span>;
  if (Number(price.amount) === 0) return <span>{t("providers.free")}</span>;
  const key = `providers.per.${price.per}`;
  // A unit that nobody translated yet is shown as the server names it.
  const per = i18next.exists(key) ? String(i18next.t(key as never)) : `/ ${price.per}`;
  return (
    <span title={t("providers.asOf", { date: format.day(price.asOf) })}>
      {format.exactMoney(price)} <span className="text-text-3">{per}</span>
    </span>
  );
}
