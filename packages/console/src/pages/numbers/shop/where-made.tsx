/** The page of Twilio's console where something is made. */
import { useTranslation } from "react-i18next";

const PAGES = {
  addresses: "https://console.twilio.com/us1/develop/trusthub/compliance-addresses",
  bundles: "https://console.twilio.com/us1/develop/phone-numbers/regulatory-compliance/bundles",
} as const;

export function WhereMade({ page }: { page: keyof typeof PAGES }) {
  const { t } = useTranslation();
  return (
    <span className="block">
      <a href={PAGES[page]} target="_blank" rel="noreferrer">
        {t(`numbers.shop.open.${page}`)}
      </a>
    </span>
  );
}
