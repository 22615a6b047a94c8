/** The account has nothing that fits: what is missing, where it is made, and a look whether it is there by now. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { WhereMade } from "./where-made.tsx";

interface NoneFitsProps {
  page: "addresses" | "bundles";
  looking: boolean;
  lookAgain: () => void;
  /** What is missing. */
  children: ReactNode;
}

export function NoneFits({ page, looking, lookAgain, children }: NoneFitsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-s border border-line-strong bg-raised px-3.5 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p role="status" className="font-[550]">
          {children}
        </p>
        <p className="text-s text-text-2">
          {t(`numbers.shop.make.${page}`)} <WhereMade page={page} />
        </p>
      </div>
      <Button disabled={looking} onClick={lookAgain}>
        {t(looking ? "numbers.looking" : "numbers.why.again")}
      </Button>
    </div>
  );
}
