/** What tools send and nobody sees again: which there are, and taking one away. New ones are entered where they are used. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { removeSecret, secretsQuery, type Tool } from "../../data/tools.ts";
import { Card } from "../../ui/card.tsx";
import { ConfirmRemove } from "../../ui/confirm-remove.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { useMay } from "../../ui/may-edit.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

export function Secrets({ tools }: { tools: readonly Tool[] }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data = [] } = useQuery(secretsQuery());
  const remove = useMutation({
    mutationFn: removeSecret,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["secrets"] }),
  });
  const mayRemove = useMay("owner");
  function sentBy(secret: string): string {
    const senders = tools.filter(({ headers = {} }) =>
      Object.values(headers).some((value) => typeof value !== "string" && value.secret === secret),
    );
    if (senders.length === 0) return t("tools.secrets.unused");
    return t("tools.secrets.sentBy", { tools: senders.map(({ name }) => name).join(", ") });
  }
  if (data.length === 0) return null;
  return (
    <section className="mb-8">
      <h2>{t("tools.secrets.title")}</h2>
      <p className="mb-2.5 max-w-[68ch] text-text-2">{t("tools.secrets.text")}</p>
      {remove.error && <FaultNote fault={remove.error.fault} />}
      <Card>
        <ul>
          {data.map(({ name, author, updatedAt, opens }) => (
            <li
              key={name}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-[18px] py-2 last:border-0"
            >
              <span className="code font-[550]">{name}</span>
              {!opens && <Tag tone="soon">{t("tools.secrets.lost")}</Tag>}
              <span className="text-s text-text-3">
                <TimeAgo at={updatedAt} />
                {author && ` · ${author}`}
              </span>
              {mayRemove && (
                <span className="ml-auto">
                  <ConfirmRemove
                    quiet
                    ask={t("tools.secrets.remove")}
                    label={`${t("tools.secrets.remove")}: ${name}`}
                    sure={sentBy(name)}
                    busy={remove.isPending}
                    remove={() => remove.mutate(name)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
