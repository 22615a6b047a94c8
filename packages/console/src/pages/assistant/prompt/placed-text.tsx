/** A text with values in it: which there are, put in by a press, and what becomes of those that are written in it. */
import { type ReactNode, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../../ui/field.tsx";
import { TextArea } from "../../../ui/fields.tsx";
import { KNOWN, type Place, placesIn, type Text, withPlace } from "./places.ts";

interface PlacedTextProps {
  label: string;
  hint: ReactNode;
  where: Text;
  rows: number;
  most: number;
  value: string;
  onChange: (text: string) => void;
}

const EXAMPLE = "{{customer}}";

export function PlacedText({ label, hint, where, rows, most, value, onChange }: PlacedTextProps) {
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const notesId = useId();
  const places = placesIn(value, where);
  function insert(name: string): void {
    const { selectionStart = value.length, selectionEnd = value.length } = area.current ?? {};
    const { text, cursor } = withPlace(value, name, selectionStart, selectionEnd);
    if (text.length > most) return;
    onChange(text);
    // Once React has written it: before, the cursor would jump to the end.
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(cursor, cursor);
    });
  }
  return (
    <div>
      <Field label={label} hint={hint}>
        {(id) => (
          <TextArea
            ref={area}
            {...{ id, rows, value }}
            className="w-full"
            maxLength={most}
            aria-describedby={notesId}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </Field>
      {where === "instructions" ? (
        <div className="mt-2 grid gap-1 text-s text-text-3">
          {KNOWN.map((name) => (
            <p key={name} className="flex flex-wrap items-baseline gap-x-2">
              <PlaceChip name={name} insert={() => insert(name)} />
              {t(`assistants.prompt.about.${name}`)}
            </p>
          ))}
          <p>{t("assistants.prompt.given", { example: EXAMPLE })}</p>
        </div>
      ) : (
        <p className="mt-1 text-s text-text-3">{t("assistants.prompt.firstGiven", { example: EXAMPLE })}</p>
      )}
      <ul id={notesId} aria-live="polite" className="mt-1.5 grid gap-0.5 text-s empty:hidden">
        {places
          .filter(({ kind }) => kind !== "known")
          .map((place) => (
            <PlaceNote key={place.written} place={place} />
          ))}
      </ul>
    </div>
  );
}

function PlaceChip({ name, insert }: { name: string; insert: () => void }) {
  const { t } = useTranslation();
  const place = `{{${name}}}`;
  return (
    <button
      type="button"
      aria-label={t("assistants.prompt.insert", { place })}
      onClick={insert}
      className="code rounded-s border border-line-strong bg-raised px-1.5 py-px text-text hover:border-text-3"
    >
      {place}
    </button>
  );
}

function PlaceNote({ place: { written, kind } }: { place: Place }) {
  const { t } = useTranslation();
  const isKnownElsewhere = kind === "empty" && KNOWN.some((name) => written.includes(name));
  const note = isKnownElsewhere ? "firstKnown" : kind === "known" ? "given" : kind;
  return (
    <li className={kind === "given" ? "text-text-3" : "text-warn"}>
      {t(`assistants.prompt.notes.${note}`, { place: written })}
    </li>
  );
}
