/** For the day when this server is gone: TwiML that Twilio keeps itself, and where it stands. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { NumberEdit, PhoneNumber } from "../../data/phone-numbers.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { plainNumber } from "./plain-number.ts";

interface NumberFallbackProps {
  number: PhoneNumber;
  save: (edit: NumberEdit) => void;
  saving: boolean;
}

export function NumberFallback({ number, save, saving }: NumberFallbackProps) {
  const { t } = useTranslation();
  const [person, setPerson] = useState(number.fallbackNumber ?? "");
  const [url, setUrl] = useState(number.fallbackUrl ?? "");
  const [copied, setCopied] = useState(false);
  const twiml = number.fallbackTwiml;
  return (
    <form
      className="grid max-w-[72ch] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save({ fallbackNumber: plainNumber(person) || null, fallbackUrl: url.trim() || null });
      }}
    >
      <p>{t("numbers.fallback.text")}</p>
      <Field label={t("numbers.fallback.person")}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            inputMode="tel"
            placeholder="+1 415 555 0100"
            value={person}
            onChange={({ target }) => setPerson(target.value)}
          />
        )}
      </Field>
      {twiml && (
        <div>
          <p className="mb-1 font-[550] text-s text-text-2">{t("numbers.fallback.paste")}</p>
          <pre className="code overflow-x-auto whitespace-pre-wrap break-all rounded-s border border-line bg-raised p-3 text-s">
            {twiml}
          </pre>
          <Button
            kind="quiet"
            className="mt-1"
            onClick={() => void navigator.clipboard.writeText(twiml).then(() => setCopied(true))}
          >
            {t(copied ? "numbers.fallback.copied" : "numbers.fallback.copy")}
          </Button>
        </div>
      )}
      <Field label={t("numbers.fallback.url")} hint={t("numbers.fallback.urlHint")}>
        {(id) => (
          <TextField
            id={id}
            className="num w-full"
            type="url"
            placeholder="https://handler.twilio.com/twiml/EH…"
            value={url}
            onChange={({ target }) => setUrl(target.value)}
          />
        )}
      </Field>
      <div>
        <Button kind="primary" type="submit" disabled={saving}>
          {t(saving ? "numbers.saving" : "numbers.save")}
        </Button>
      </div>
    </form>
  );
}
