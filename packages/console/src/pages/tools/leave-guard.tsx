/** Whoever goes elsewhere with something typed and not saved is asked first. */
import { useBlocker } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";

export function LeaveGuard({ when }: { when: boolean }) {
  const { t } = useTranslation();
  const stay = useRef<HTMLButtonElement>(null);
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: () => when,
    withResolver: true,
  });
  useEffect(() => {
    if (status === "blocked") stay.current?.focus();
  }, [status]);
  if (status !== "blocked") return null;
  return (
    <div
      role="alert"
      className="flex basis-full flex-wrap items-center gap-2 rounded-card border border-line-strong bg-raised px-3.5 py-2.5"
    >
      <span className="min-w-0 flex-1 basis-48">{t("tools.leave.ask")}</span>
      <Button ref={stay} onClick={reset}>
        {t("tools.leave.stay")}
      </Button>
      <Button kind="danger" onClick={proceed}>
        {t("tools.leave.go")}
      </Button>
    </div>
  );
}
