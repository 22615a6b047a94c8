/** Webhooks: who is told of calls, the secret by which they know it is us, and what became of each telling. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addWebhook, removeWebhook, type Webhook, type WebhookEvent, webhooksQuery } from "../../data/webhooks.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { Deliveries } from "./webhook-deliveries.tsx";

const EVENTS: readonly WebhookEvent[] = ["call-started", "call-ended", "tool-called", "hand-off"];

export function Webhooks() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(webhooksQuery());
  const [made, setMade] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: addWebhook,
    onSuccess: ({ secret }) => setMade(secret),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  return (
    <Section title={t("settings.webhooks.title")} text={t("settings.webhooks.text")}>
      {data?.length === 0 && <p className="px-[18px] pt-4 text-text-2">{t("settings.webhooks.none")}</p>}
      <ul>
        {data?.map((webhook) => (
          <WebhookLine key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {made && <ShownOnce text={made} hint={t("settings.webhooks.once")} />}
      {add.error && (
        <div className="px-[18px] pt-3">
          <FaultNote fault={add.error.fault} />
        </div>
      )}
      <NewWebhook busy={add.isPending} add={(body, done) => add.mutate(body, { onSuccess: done })} />
    </Section>
  );
}

interface NewWebhookProps {
  busy: boolean;
  add: (body: { url: string; events: WebhookEvent[] }, done: () => void) => void;
}

function NewWebhook({ busy, add }: NewWebhookProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(["call-ended"]);
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    add({ url: url.trim(), events: [...events] }, () => setUrl(""));
  }
  return (
    <form onSubmit={onSubmit} className="grid gap-3 px-[18px] py-4" aria-label={t("settings.webhooks.add")}>
      <Field label={t("settings.webhooks.url")}>
        {(id) => (
          <TextField
            id={id}
            type="url"
            className="w-full"
            required
            maxLength={500}
            placeholder="https://crm.example/offhook"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
      </Field>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1.5">
        <legend className="mb-1 font-[550] text-s text-text-2">{t("settings.webhooks.events")}</legend>
        {EVENTS.map((event) => (
          <label key={event} className="flex items-center gap-1.5">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={events.includes(event)}
              onChange={({ target }) =>
                setEvents(target.checked ? [...events, event] : events.filter((one) => one !== event))
              }
            />
            {t(`settings.webhooks.of.${event}`)}
          </label>
        ))}
      </fieldset>
      <div>
        <Button type="submit" disabled={busy || events.length === 0}>
          {t("settings.webhooks.add")}
        </Button>
      </div>
    </form>
  );
}

function WebhookLine({ webhook: { id, url, events } }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeWebhook(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["webhooks"], exact: true }),
  });
  return (
    <li className="grid gap-2 border-line border-b px-[18px] py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="code min-w-0 break-all font-[550]">{url}</span>
        <span className="text-s text-text-2">
          {events.map((event) => t(`settings.webhooks.of.${event}`)).join(" · ")}
        </span>
        <span className="ml-auto flex">
          <Button
            kind="quiet"
            aria-expanded={open}
            aria-label={`${t("settings.webhooks.deliveries")}: ${url}`}
            onClick={() => setOpen(!open)}
          >
            {t("settings.webhooks.deliveries")}
          </Button>
          <Button
            kind="quiet"
            aria-label={`${t("settings.webhooks.remove")}: ${url}`}
            disabled={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t("settings.webhooks.remove")}
          </Button>
        </span>
      </div>
      {remove.error && <FaultNote fault={remove.error.fault} />}
      {open && <Deliveries id={id} />}
    </li>
  );
}
