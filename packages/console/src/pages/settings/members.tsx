/** Who may come in, and as what. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ComponentProps, type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addMember, changeRole, linkFor, membersQuery, type Role, removeMember } from "../../data/settings.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";

const ROLES: readonly Role[] = ["viewer", "editor", "owner"];

export function Members() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data = [] } = useQuery(membersQuery());
  const [link, setLink] = useState<string | null>(null);
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ["members"] });
  const show = ({ path }: { path: string }) => setLink(new URL(path, location.href).href);
  const add = useOneMutation({ mutationFn: addMember, onSuccess: show, onSettled });
  const remove = useMutation({ mutationFn: removeMember, onSettled });
  const change = useMutation({ mutationFn: changeRole, onSettled });
  const invite = useMutation({ mutationFn: linkFor, onSuccess: show });
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    add.mutate(
      { name: text("name"), email: text("email"), role: text("role") as Role },
      { onSuccess: () => form.reset() },
    );
  }
  const fault = add.error?.fault ?? change.error?.fault ?? remove.error?.fault ?? invite.error?.fault;
  return (
    <Section title={t("settings.members.title")} text={t("settings.members.text")}>
      <ul>
        {data.map(({ id, name, email, role }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-[18px] py-2.5">
            <span className="font-[550]">{name}</span>
            <RoleSelect
              aria-label={`${t("settings.members.role")}: ${name}`}
              value={role}
              disabled={change.isPending}
              onChange={({ target }) => change.mutate({ id, role: target.value as Role })}
            />
            {!email.endsWith(".invalid") && <span className="text-text-3">{email}</span>}
            <span className="ml-auto flex gap-1">
              <Button
                kind="quiet"
                aria-label={`${t("settings.members.link")}: ${name}`}
                onClick={() => invite.mutate(id)}
              >
                {t("settings.members.link")}
              </Button>
              <Button
                kind="quiet"
                aria-label={`${t("settings.members.remove")}: ${name}`}
                onClick={() => remove.mutate(id)}
              >
                {t("settings.members.remove")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {link && <ShownOnce text={link} hint={t("settings.members.linkHint")} />}
      {fault && (
        <div className="px-[18px] pt-3">
          <FaultNote fault={fault} />
        </div>
      )}
      <form
        onSubmit={onSubmit}
        className="grid items-end gap-3 px-[18px] py-4 sm:grid-cols-[1fr_1fr_140px_auto]"
        aria-label={t("settings.members.add")}
      >
        <Field label={t("settings.members.name")}>
          {(id) => <TextField id={id} name="name" required maxLength={100} className="w-full" />}
        </Field>
        <Field label={t("settings.members.email")}>
          {(id) => <TextField id={id} name="email" type="email" required className="w-full" />}
        </Field>
        <Field label={t("settings.members.role")}>
          {(id) => <RoleSelect id={id} name="role" className="w-full" />}
        </Field>
        <Button type="submit" disabled={add.isPending}>
          {t("settings.members.add")}
        </Button>
      </form>
    </Section>
  );
}

function RoleSelect(props: ComponentProps<"select">) {
  const { t } = useTranslation();
  return (
    <Select {...props}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {t(`settings.roles.${role}`)}
        </option>
      ))}
    </Select>
  );
}
