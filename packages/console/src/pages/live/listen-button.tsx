/** Listening in, on and off. Whoever is on the line does not notice; the audit log does. */
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/button.tsx";
import { useListening } from "./use-listening.ts";

export function ListenButton({ callId, className = "" }: { callId: string; className?: string }) {
  const { t } = useTranslation();
  const { state, start, stop } = useListening(callId);
  const isOn = state === "on" || state === "connecting";
  return (
    <span className={`inline-flex items-center gap-2 ${className}`}>
      {state === "failed" && (
        <span role="alert" className="text-s text-warn">
          {t("live.listen.failed")}
        </span>
      )}
      <Button title={t("live.listen.hint")} className="px-2.5 py-0.5 text-s" onClick={isOn ? stop : start}>
        {t(state === "connecting" ? "live.listen.connecting" : isOn ? "live.listen.stop" : "live.listen.start")}
      </Button>
    </span>
  );
}
