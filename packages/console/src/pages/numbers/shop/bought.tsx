/** It is ours: who is to answer it, at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../../data/assistants.ts";
import { editNumber, type PhoneNumber } from "../../../data/phone-numbers.ts";
import { useFormat } from "../../../format/use-format.ts";
import { Button } from "../../../ui/button.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { Field } from "../../../ui/field.tsx";
import { AssistantSelect } from "../assistant-select.tsx";
import { WarningList } from "../warning-list.tsx";

interface BoughtProps {
  number: PhoneNumber;
  assistants: readonly Assistant[];
  another: () => void;
}

export function Bought({ number, assistants, another }: BoughtProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const [assistantId, setAssistantId] = useState(number.assistantId);
  const [etag, setEtag] = useState(number.etag);
  const bind = useMutation({
    mutationFn: (chosen: string | null) => editNumber(number.id, etag, { assistantId: chosen }),
    onSuccess: (kept) => {
      setEtag(kept.etag);
      return queryClient.invalidateQueries({ queryKey: ["phone-numbers"] });
    },
    onError: () => setAssistantId(number.assistantId),
  });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="grid gap-4">
      <div role="status">
        <h3 ref={heading} tabIndex={-1} className="outline-none">
          {t("numbers.shop.bought", { number: format.phoneNumber(number.number) })}
        </h3>
        <p className="text-text-2">{t("numbers.shop.boughtText")}</p>
      </div>
      <WarningList warnings={number.warnings} />
      <Field label={t("numbers.shop.whoAnswers")} className="max-w-[46ch]">
        {(id) => (
          <AssistantSelect
            id={id}
            assistants={assistants}
            value={assistantId}
            choose={(chosen) => {
              setAssistantId(chosen);
              bind.mutate(chosen);
            }}
          />
        )}
      </Field>
      {bind.error && <FaultNote fault={bind.error.fault} />}
      {bind.isSuccess && <p role="status">{t("numbers.shop.bound")}</p>}
      <div>
        <Button onClick={another}>{t("numbers.shop.another")}</Button>
      </div>
    </div>
  );
}
