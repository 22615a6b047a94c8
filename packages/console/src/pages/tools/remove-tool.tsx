/** Taking a tool away: asked first, and refused by the server while an assistant uses it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { removeTool, type Tool } from "../../data/tools.ts";
import { Button } from "../../ui/button.tsx";

export function RemoveTool({ tool }: { tool: Tool }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeTool(tool.id),
    onSuccess: async () => {
      await navigate({ to: "/tools" });
      await queryClient.invalidateQueries({ queryKey: ["tools"], exact: true });
    },
  });
  const fault = remove.error?.fault;
  if (!asked) return <Button onClick={() => setAsked(true)}>{t("tools.remove.ask")}</Button>;
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      <span role="alert" className={fault ? "text-danger" : "text-text-2"}>
        {fault ? `${fault.message} ${fault.fix}` : t("tools.remove.sure")}
      </span>
      <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
        {t("tools.remove.yes")}
      </Button>
      <Button
        kind="quiet"
        onClick={() => {
          remove.reset();
          setAsked(false);
        }}
      >
        {t("tools.remove.no")}
      </Button>
    </span>
  );
}
