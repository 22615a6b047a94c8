/** What tools send and nobody sees again: which there are, and taking one away. New ones are entered where they are used. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { removeSecret, secretsQuery } from "../../data/tools.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

export function Secrets() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data = [] } = useQuery(secretsQuery());
  const remove = useMutation({
    mutationFn: removeSecret,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["secrets"] }),
  });
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
              <Button
                kind="quiet"
                className="ml-auto"
                aria-label={`${t("tools.secrets.remove")}: ${name}`}
                disabled={remove.isPending}
                onClick={() => remove.mutate(name)}
              >
                {t("tools.secrets.remove")}
              </Button>
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}
