/** For those without Twilio: a number that works at once, on this machine. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { connectSimulator } from "../../data/phone-numbers.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";

export function SimulatorCard({ onConnected }: { onConnected: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const connect = useMutation({
    mutationFn: () => connectSimulator(null),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["phone-numbers"] });
      onConnected();
    },
  });
  return (
    <Card className="grid gap-3 px-[18px] py-4">
      <div>
        <h2>{t("numbers.simulator.title")}</h2>
        <p className="text-text-2">{t("numbers.simulator.text")}</p>
      </div>
      {connect.error && <FaultNote fault={connect.error.fault} />}
      <Button disabled={connect.isPending} onClick={() => connect.mutate()}>
        {t(connect.isPending ? "numbers.connecting" : "numbers.simulator.use")}
      </Button>
    </Card>
  );
}
