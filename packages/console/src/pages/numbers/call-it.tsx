/** A simulated caller for a simulated number: it says your sentences, over the real protocol. */
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { callNumber, type PhoneNumber } from "../../data/phone-numbers.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextArea } from "../../ui/fields.tsx";

export function CallIt({ number }: { number: PhoneNumber }) {
  const { t } = useTranslation();
  const [text, setText] = useState("When are you open?\nNo thank you, goodbye.");
  const says = text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const call = useMutation({ mutationFn: () => callNumber(number.id, says) });
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        call.mutate();
      }}
    >
      <Field label={t("numbers.call.says")} hint={t("numbers.call.hint")}>
        {(id) => (
          <TextArea
            id={id}
            className="w-full max-w-[60ch]"
            rows={3}
            required
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      {call.error && <FaultNote fault={call.error.fault} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" type="submit" disabled={call.isPending || says.length === 0}>
          {t("numbers.call.start")}
        </Button>
        {call.isSuccess && (
          <p role="status">
            {t("numbers.call.rings")} <Link to="/live">{t("numbers.call.watch")}</Link>
          </p>
        )}
      </div>
    </form>
  );
}
