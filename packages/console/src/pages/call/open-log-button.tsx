/** Opens the raw log, which lives in the address. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../../ui/button.tsx";
import type { CallSearch } from "./call-search.ts";

export function OpenLogButton() {
  const { t } = useTranslation();
  return (
    <Link
      from="/calls/$callId"
      to="."
      search={(before: CallSearch) => ({ ...before, log: "decision" as const })}
      replace
      hash="log"
      className={buttonClass("usual", "mt-4")}
    >
      {t("call.moment.rawLog")}
    </Link>
  );
}
