/** Taking a tool away: asked first, and refused by the server while an assistant uses it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { removeTool, type Tool } from "../../data/tools.ts";
import { ConfirmRemove } from "../../ui/confirm-remove.tsx";

export function RemoveTool({ tool }: { tool: Tool }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeTool(tool.id),
    onSuccess: async () => {
      // What is typed into a tool that is gone cannot be saved any more.
      await navigate({ to: "/tools", ignoreBlocker: true });
      await queryClient.invalidateQueries({ queryKey: ["tools"], exact: true });
    },
  });
  const fault = remove.error?.fault;
  return (
    <ConfirmRemove
      ask={t("tools.remove.ask")}
      sure={t("tools.remove.sure")}
      busy={remove.isPending}
      refused={fault && `${fault.message} ${fault.fix}`}
      remove={() => remove.mutate()}
      keep={remove.reset}
    />
  );
}
