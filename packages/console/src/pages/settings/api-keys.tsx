/** Keys for programs: made, shown once, revoked. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { apiKeysQuery, type KeyScope, makeApiKey, revokeApiKey } from "../../data/settings.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { Tag } from "../../ui/tag.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";

const SCOPES: readonly KeyScope[] = ["read", "calls", "write", "admin"];

export function ApiKeys() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(apiKeysQuery());
  const [made, setMade] = useState<string | null>(null);
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ["api-keys"] });
  const make = useOneMutation({ mutationFn: makeApiKey, onSuccess: ({ key }) => setMade(key), onSettled });
  const revoke = useMutation({ mutationFn: revokeApiKey, onSettled });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const name = String(given.get("name") ?? "").trim();
    make.mutate({ name, scope: String(given.get("scope")) as KeyScope }, { onSuccess: () => form.reset() });
  }
  const fault = make.error?.fault ?? revoke.error?.fault;
  return (
    <Section title={t("settings.keys.title")} text={t("settings.keys.text")}>
      {data?.length === 0 && <p className="px-[18px] pt-4 text-text-2">{t("settings.keys.none")}</p>}
      <ul>
        {data?.map(({ id, name, scope, lastUsedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-[18px] py-2.5">
            <span className="font-[550]">{name}</span>
            <Tag>{t(`settings.scopes.${scope}`)}</Tag>
            <span className="text-s text-text-3">
              {lastUsedAt ? (
                <>
                  {t("settings.keys.used")} <TimeAgo at={lastUsedAt} />
                </>
              ) : (
                t("settings.keys.neverUsed")
              )}
            </span>
            <Button
              kind="quiet"
              className="ml-auto"
              aria-label={`${t("settings.keys.revoke")}: ${name}`}
              onClick={() => revoke.mutate(id)}
            >
              {t("settings.keys.revoke")}
            </Button>
          </li>
        ))}
      </ul>
      {made && <ShownOnce text={made} hint={t("settings.keys.once")} />}
      {fault && (
        <div className="px-[18px] pt-3">
          <FaultNote fault={fault} />
        </div>
      )}
      <form
        onSubmit={onSubmit}
        className="grid items-end gap-3 px-[18px] py-4 sm:grid-cols-[1fr_220px_auto]"
        aria-label={t("settings.keys.make")}
      >
        <Field label={t("settings.keys.name")}>
          {(id) => <TextField id={id} name="name" required maxLength={100} className="w-full" />}
        </Field>
        <Field label={t("settings.keys.scope")}>
          {(id) => (
            <Select id={id} name="scope" className="w-full">
              {SCOPES.map((scope) => (
                <option key={scope} value={scope}>
                  {t(`settings.scopes.${scope}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit" disabled={make.isPending}>
          {t("settings.keys.make")}
        </Button>
      </form>
    </Section>
  );
}
