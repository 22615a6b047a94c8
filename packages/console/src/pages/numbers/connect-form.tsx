/** Three things from Twilio's console; then what would change; then it is changed. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../data/assistants.ts";
import { connectNumber, type NumberOrder, type NumberRehearsal, rehearseNumber } from "../../data/phone-numbers.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { AssistantSelect } from "./assistant-select.tsx";
import { plainNumber } from "./plain-number.ts";
import { RoutingChanges } from "./routing-changes.tsx";
import { WarningList } from "./warning-list.tsx";

type TypedOrder = NumberOrder & { authToken: string };

const EMPTY: TypedOrder = { number: "", accountSid: "", authToken: "", assistantId: null };

interface ConnectFormProps {
  assistants: readonly Assistant[];
  /** Null: it stays open. */
  close: (() => void) | null;
}

export function ConnectForm({ assistants, close }: ConnectFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [order, setOrder] = useState(EMPTY);
  const rehearse = useMutation({ mutationFn: rehearseNumber });
  const connect = useMutation({
    mutationFn: connectNumber,
    onSuccess: async () => {
      setOrder(EMPTY);
      rehearse.reset();
      await queryClient.invalidateQueries({ queryKey: ["phone-numbers"] });
      close?.();
    },
  });
  const seen = rehearse.data;
  const edit = (change: Partial<TypedOrder>) => {
    setOrder({ ...order, ...change });
    // What was shown was shown of something else.
    rehearse.reset();
    connect.reset();
  };
  const clean = { ...order, number: plainNumber(order.number), authToken: order.authToken.trim() };
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (seen) connect.mutate(clean);
    else rehearse.mutate(clean);
  }
  const fault = connect.error?.fault ?? rehearse.error?.fault;
  return (
    <Card>
      <form onSubmit={onSubmit} className="grid gap-4 px-[18px] py-4" aria-label={t("numbers.connectTitle")}>
        <div>
          <h2>{t("numbers.connectTitle")}</h2>
          <p className="text-text-2">{t("numbers.connectText")}</p>
        </div>
        <OrderFields order={order} edit={edit} assistants={assistants} />
        {fault && <FaultNote fault={fault} />}
        {seen && <Rehearsal seen={seen} />}
        <div className="flex flex-wrap justify-end gap-2">
          {close && <Button onClick={close}>{t("numbers.cancel")}</Button>}
          <Button kind="primary" type="submit" disabled={rehearse.isPending || connect.isPending}>
            {t(buttonWord({ seen: seen !== undefined, looking: rehearse.isPending, connecting: connect.isPending }))}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function buttonWord(state: { seen: boolean; looking: boolean; connecting: boolean }) {
  if (state.connecting) return "numbers.connecting" as const;
  if (state.looking) return "numbers.looking" as const;
  return state.seen ? ("numbers.connect" as const) : ("numbers.look" as const);
}

function OrderFields(props: {
  order: TypedOrder;
  edit: (change: Partial<TypedOrder>) => void;
  assistants: readonly Assistant[];
}) {
  const { t } = useTranslation();
  const { order, edit, assistants } = props;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label={t("numbers.number")} hint={t("numbers.numberHint")}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            inputMode="tel"
            autoComplete="off"
            required
            placeholder="+1 415 555 0100"
            value={order.number}
            onChange={({ target }) => edit({ number: target.value })}
          />
        )}
      </Field>
      <Field label={t("numbers.answeredBy")}>
        {(id) => (
          <AssistantSelect
            id={id}
            assistants={assistants}
            value={order.assistantId}
            choose={(assistantId) => edit({ assistantId })}
          />
        )}
      </Field>
      <Field label="Account SID" hint={t("numbers.sidHint")}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            autoComplete="off"
            spellCheck={false}
            required
            placeholder="AC…"
            value={order.accountSid}
            onChange={({ target }) => edit({ accountSid: target.value.trim() })}
          />
        )}
      </Field>
      <Field label="Auth Token" hint={t("numbers.tokenHint")}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            type="password"
            autoComplete="off"
            required
            value={order.authToken}
            onChange={({ target }) => edit({ authToken: target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** What will be different afterwards, and what will not work. */
function Rehearsal({ seen }: { seen: NumberRehearsal }) {
  const { t } = useTranslation();
  return (
    <div role="status" className="grid gap-3 rounded-s border border-line bg-ground/60 p-3.5">
      <p className="font-[560]">{t(`numbers.account.${seen.accountType}`)}</p>
      <WarningList warnings={seen.warnings} />
      <RoutingChanges changes={seen.routing.changes} />
    </div>
  );
}
