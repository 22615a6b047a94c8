/** Whole assistants to begin with. One click makes one and opens it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { createAssistant, templatesQuery } from "../../data/assistants.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";

export function TemplateGrid() {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith("ru") ? "ru" : "en";
  const { data: templates = [] } = useQuery(templatesQuery(language));
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useOneMutation({
    mutationFn: createAssistant,
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ["assistants"] });
      return navigate({ to: "/assistants/$assistantId", params: { assistantId: id } });
    },
  });
  const all = [
    ...templates,
    { id: "", name: t("assistants.blank"), description: t("assistants.blankText"), examples: [] },
  ];
  return (
    <>
      {create.error && <FaultNote fault={create.error.fault} />}
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {all.map(({ id, name, description, examples }) => (
          <li key={id} className="flex flex-col rounded-card border border-line bg-surface p-4">
            <h3 className="font-[560]">{name}</h3>
            <p className="mt-0.5 text-text-2">{description}</p>
            {examples[0] && <p className="mt-2 text-s text-text-3">{t("shell.quote", { text: examples[0] })}</p>}
            <div className="mt-auto pt-3">
              <Button
                aria-label={`${t("assistants.create")}: ${name}`}
                disabled={create.isPending}
                onClick={() =>
                  create.mutate({ name, language, timeZone: hereZone(), ...(id ? { templateId: id } : {}) })
                }
              >
                {create.isPending && create.variables?.templateId === (id || undefined)
                  ? t("assistants.creating")
                  : t("assistants.create")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The clinic is where its owner is, until he says otherwise. */
const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
