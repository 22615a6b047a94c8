/** What went wrong, where it went wrong, and what to do. */
import type { ApiFault } from "@offhook/api-client";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

interface FaultNoteProps {
  /** In the language of the page already (`localizedFault`). */
  fault: Pick<ApiFault, "message" | "fix">;
  again?: () => void;
  /** What becomes of what was typed. */
  children?: ReactNode;
}

export function FaultNote({ fault, again, children }: FaultNoteProps) {
  const { t } = useTranslation();
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap last:mb-0 items-center gap-x-4 gap-y-2 rounded-card border border-danger/30 bg-danger-soft px-[18px] py-3"
    >
      <div className="min-w-0 flex-1 basis-64 wrap-anywhere">
        <p className="font-semibold text-danger">{fault.message}</p>
        <p className="text-s">{fault.fix}</p>
        {children}
      </div>
      {again && <Button onClick={again}>{t("shell.faultAgain")}</Button>}
    </div>
  );
}
