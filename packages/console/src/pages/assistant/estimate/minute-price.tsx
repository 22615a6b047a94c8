/** What a choice costs in a usual minute; on hover, how its vendor counts. Where that cannot be told, the vendor's own price. */
import type { ProviderModel } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../format/use-format.ts";
import { PriceText } from "../../providers/price-text.tsx";
import { priceAMinute } from "./price-a-minute.ts";

export function MinutePrice({ model, promptTokens }: { model: ProviderModel | undefined; promptTokens: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const price = model ? priceAMinute(model, promptTokens) : null;
  if (!model || price === null) return <PriceText price={model?.price ?? null} />;
  if (price === 0) return <span>{t("providers.free")}</span>;
  const ofVendor = model.prices.map(
    ({ amount, currency, per }) => `${format.exactMoney({ amount, currency })} / ${per}`,
  );
  return (
    <span title={ofVendor.join(", ")}>
      {t("assistants.estimate.aMinute", { price: format.exactMoney({ amount: price.toFixed(4), currency: "USD" }) })}
    </span>
  );
}
