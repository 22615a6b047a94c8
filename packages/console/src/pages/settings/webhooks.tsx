/** Webhooks: who is told of calls, the secret by which they know it is us, and what became of each telling. */
import type { ApiFault } from "@offhook/api-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFault } from "../../data/use-fault.ts";
import { useOneMutation } from "../../data/use-one-mutation.ts";
import {
  addWebhook,
  removeWebhook,
  renewSecret,
  type Webhook,
  type WebhookEvent,
  webhooksQuery,
} from "../../data/webhooks.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmRemove } from "../../ui/confirm-remove.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import { Section } from "./section.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { Deliveries } from "./webhook-deliveries.tsx";

const EVENTS: readonly WebhookEvent[] = ["call-started", "call-ended", "tool-called", "hand-off"];

export function Webhooks() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const webhooks = useQuery(webhooksQuery());
  const { data } = webhooks;
  const fault = useFault(webhooks);
  const [made, setMade] = useState<string | null>(null);
  const add = useMutation({
    mutationFn: addWebhook,
    onSuccess: ({ secret }) => setMade(secret),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["webhooks"] }),
  });
  return (
    <Section title={t("settings.webhooks.title")} text={t("settings.webhooks.text")}>
      {fault && (
        <div className="px-[18px] pt-4">
          <FaultNote fault={fault} again={() => void webhooks.refetch()} />
        </div>
      )}
      {data?.length === 0 && <p className="px-[18px] pt-4 text-text-2">{t("settings.webhooks.none")}</p>}
      <ul>
        {data?.map((webhook) => (
          <WebhookLine key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {made && <ShownOnce text={made} hint={`${t("settings.webhooks.once")} ${t("settings.webhooks.check")}`} />}
      <NewWebhook
        busy={add.isPending}
        fault={add.error?.fault}
        add={(body, done) => add.mutate(body, { onSuccess: done })}
      />
    </Section>
  );
}

interface NewWebhookProps {
  busy: boolean;
  fault: ApiFault | undefined;
  add: (body: { url: string; events: WebhookEvent[] }, done: () => void) => void;
}

function NewWebhook({ busy, fault, add }: NewWebhookProps) {
  const { t } = useTranslation();
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly WebhookEvent[]>(["call-ended"]);
  const [isTried, setTried] = useState(false);
  const isAddress = /^https?:\/\/[^/\s]+/.test(url.trim());
  const refused = fault ? `${fault.message} ${fault.fix}` : null;
  const wrong = isTried ? (isAddress ? refused : t("settings.webhooks.wrongUrl")) : null;
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!isAddress) return;
    add({ url: url.trim(), events: [...events] }, () => {
      setUrl("");
      setTried(false);
    });
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3 px-[18px] py-4" aria-label={t("settings.webhooks.add")}>
      <Field label={t("settings.webhooks.url")} hint={wrong && <Wrong>{wrong}</Wrong>}>
        {(id) => (
          <TextField
            id={id}
            className="w-full"
            inputMode="url"
            aria-invalid={wrong !== null}
            maxLength={500}
            placeholder="https://crm.example/offhook"
            value={url}
            onChange={({ target }) => {
              setTried(false);
              setUrl(target.value);
            }}
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

function WebhookLine({ webhook: { id, url, events, secretOpens } }: { webhook: Webhook }) {
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
        <span className="ml-auto flex flex-wrap justify-end">
          <Button
            kind="quiet"
            aria-expanded={open}
            aria-label={`${t("settings.webhooks.deliveries")}: ${url}`}
            onClick={() => setOpen(!open)}
          >
            {t("settings.webhooks.deliveries")}
          </Button>
          <ConfirmRemove
            quiet
            ask={t("settings.webhooks.remove")}
            label={`${t("settings.webhooks.remove")}: ${url}`}
            sure={t("settings.webhooks.sure")}
            busy={remove.isPending}
            refused={remove.error ? `${remove.error.fault.message} ${remove.error.fault.fix}` : undefined}
            remove={() => remove.mutate()}
            keep={remove.reset}
          />
        </span>
      </div>
      <LostSecret id={id} isLost={!secretOpens} />
      {open && <Deliveries id={id} />}
    </li>
  );
}

/** What OFFHOOK_SECRET opened before it was changed: nothing is sent until it has a new one. */
function LostSecret({ id, isLost }: { id: string; isLost: boolean }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const renew = useOneMutation({
    mutationFn: () => renewSecret(id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["webhooks"], exact: true }),
  });
  if (renew.data) {
    return (
      <ShownOnce text={renew.data.secret} hint={`${t("settings.webhooks.once")} ${t("settings.webhooks.check")}`} />
    );
  }
  if (!isLost) return null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="min-w-0 flex-1 basis-64 text-danger text-s">{t("settings.webhooks.lost")}</p>
      <Button disabled={renew.isPending} onClick={() => renew.mutate()}>
        {t("settings.webhooks.renew")}
      </Button>
      {renew.error && <FaultNote fault={renew.error.fault} />}
    </div>
  );
}
