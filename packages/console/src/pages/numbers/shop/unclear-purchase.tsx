/** A purchase whose answer was lost. It stands in the shop's place: nothing more is bought before somebody has looked. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";

export function UnclearPurchase({ number, look }: { number: string; look: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  return (
    <div
      ref={box}
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-danger/30 bg-danger-soft px-[18px] py-3"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold text-danger">{t("numbers.shop.unclear", { number: format.phoneNumber(number) })}</p>
        <p className="text-s">{t("numbers.shop.unclearText")}</p>
      </div>
      <Button kind="primary" onClick={look}>
        {t("numbers.shop.lookFirst")}
      </Button>
    </div>
  );
}
