/** How a talk ended, and the way to what is left of it. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { PhoneEnd } from "../../../phone/phone.ts";
import { buttonClass } from "../../../ui/button.tsx";

export function Over({ end, callId }: { end: PhoneEnd; callId: string | null }) {
  const { t } = useTranslation();
  return (
    <p className="flex flex-wrap items-center gap-3 text-text-2" role="status">
      {t(`assistants.talk.ends.${end}`)}
      {callId && (
        <Link to="/calls/$callId" params={{ callId }} className={buttonClass()}>
          {t("assistants.talk.open")}
        </Link>
      )}
    </p>
  );
}
