/** Takes a number away again: as it was before, or as it stands. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { disconnectNumber, type PhoneNumber } from "../../data/phone-numbers.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";

export function Disconnect({ number, close }: { number: PhoneNumber; close: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const disconnect = useMutation({
    mutationFn: (restore: boolean) => disconnectNumber(number.id, restore),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["phone-numbers"] }),
  });
  return (
    <div className="grid gap-3">
      <p className="max-w-[68ch]">{t("numbers.disconnect.text")}</p>
      {disconnect.error && <FaultNote fault={disconnect.error.fault} />}
      <div className="flex flex-wrap gap-2">
        {number.restorable && (
          <Button kind="danger" disabled={disconnect.isPending} onClick={() => disconnect.mutate(true)}>
            {t("numbers.disconnect.restore")}
          </Button>
        )}
        <Button kind="danger" disabled={disconnect.isPending} onClick={() => disconnect.mutate(false)}>
          {t("numbers.disconnect.leave")}
        </Button>
        <Button onClick={close}>{t("numbers.cancel")}</Button>
      </div>
    </div>
  );
}
