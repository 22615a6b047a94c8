/** Deletes a call for good, after a second press where the first one was. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, ask } from "../../data/api.ts";
import { Button } from "../../ui/button.tsx";
import { useMay } from "../../ui/may-edit.tsx";

export function DeleteCall({ id }: { id: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask(api.DELETE("/v1/calls/{id}", { params: { path: { id } } })),
    onSuccess: async () => {
      await navigate({ to: "/calls" });
      await queryClient.invalidateQueries({ queryKey: ["calls"] });
    },
  });
  if (!useMay("editor")) return null;
  if (!asking) {
    return (
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t("call.delete")}
      </Button>
    );
  }
  return (
    <span role="alert" className="flex flex-wrap items-center gap-1.5 text-s">
      {remove.error ? `${remove.error.fault.message} ${remove.error.fault.fix}` : t("call.deleteSure")}
      <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
        {t("call.deleteNow")}
      </Button>
      <Button kind="quiet" onClick={() => setAsking(false)}>
        {t("call.keep")}
      </Button>
    </span>
  );
}
