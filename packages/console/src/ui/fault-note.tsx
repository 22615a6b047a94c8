/** What went wrong, where it went wrong, and what to do. */
import type { ApiFault } from "@offhook/api-client";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

export function FaultNote({ fault, again }: { fault: ApiFault; again?: () => void }) {
  const { t } = useTranslation();
  const said =
    fault.code === "unreachable" ? { message: t("shell.unreachable.message"), fix: t("shell.unreachable.fix") } : fault;
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap last:mb-0 items-center gap-x-4 gap-y-2 rounded-card border border-danger/30 bg-danger-soft px-[18px] py-3"
    >
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold text-danger">{said.message}</p>
        <p className="text-s">{said.fix}</p>
      </div>
      {again && <Button onClick={again}>{t("shell.faultAgain")}</Button>}
    </div>
  );
}
