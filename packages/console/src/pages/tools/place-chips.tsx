/** What may be named in a text, put in by a press where the cursor was last. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** On each field that places may be put into; the first of them takes those for which no other was chosen. */
export const TAKES_PLACES = { "data-takes-places": true } as const;
const TAKERS = "[data-takes-places]";

type TextBox = HTMLInputElement | HTMLTextAreaElement;

export function PlaceChips({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  const own = useRef<HTMLDivElement>(null);
  const last = useRef<TextBox | null>(null);
  useEffect(() => {
    const form = own.current?.closest("form");
    const note = ({ target }: Event) => {
      if (target instanceof Element && target.matches(TAKERS)) last.current = target as TextBox;
    };
    form?.addEventListener("focusin", note);
    return () => form?.removeEventListener("focusin", note);
  }, []);
  function insert(place: string): void {
    const form = own.current?.closest("form");
    const box = last.current?.isConnected ? last.current : form?.querySelector<TextBox>(TAKERS);
    if (!box || (box.maxLength >= 0 && box.value.length + place.length > box.maxLength)) return;
    box.focus();
    box.setRangeText(place, box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length, "end");
    // As if it had been typed: React reads it from there.
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return (
    <div ref={own} className="flex flex-wrap items-center gap-1.5 text-s text-text-3">
      {t("tools.asking.places")}
      {names.map((name) => (
        <button
          key={name}
          type="button"
          aria-label={t("tools.asking.insert", { place: `{{${name}}}` })}
          onClick={() => insert(`{{${name}}}`)}
          className="code rounded-s border border-line-strong bg-raised px-1.5 py-px text-text hover:border-text-3"
        >
          {`{{${name}}}`}
        </button>
      ))}
    </div>
  );
}
