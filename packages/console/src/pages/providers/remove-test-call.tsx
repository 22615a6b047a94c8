/** Removes a test call, after a second press where the first one was. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../data/api.ts";
import { Button } from "../../ui/button.tsx";

export function RemoveTestCall({ id }: { id: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE("/v1/test-calls/{id}", { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["test-calls"] }),
  });
  if (!asking)
    return (
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t("providers.tests.remove")}
      </Button>
    );
  return (
    <span role="alert" className="flex flex-wrap items-center gap-1.5 text-s">
      {remove.error ? remove.error.fault.message : t("providers.tests.removeSure")}
      <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
        {t("providers.tests.remove")}
      </Button>
      <Button kind="quiet" onClick={() => setAsking(false)}>
        {t("providers.tests.keep")}
      </Button>
    </span>
  );
}
