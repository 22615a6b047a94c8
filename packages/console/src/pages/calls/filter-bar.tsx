/** The filters of the list of calls. Words and numbers wait for a pause in typing; choices act at once. */
import { ENDED_REASONS } from "@offhook/api-client";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../../data/assistants.ts";
import { useWords } from "../../locales/use-words.ts";
import { buttonClass } from "../../ui/button.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { type CallFilters, DIRECTIONS, filtersSomething } from "./call-filters.ts";

interface FilterBarProps {
  filters: CallFilters;
  onChange: (change: Partial<CallFilters>) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const word = useWords();
  const choose = (name: keyof CallFilters) => (event: { target: { value: string } }) =>
    onChange({ [name]: event.target.value });
  return (
    <search aria-label={t("calls.filters.label")} className="mb-4 flex flex-wrap items-center gap-2 text-s">
      <Typed
        label={t("calls.filters.words")}
        value={filters.q ?? ""}
        onSettle={(q) => onChange({ q })}
        className="min-w-0 flex-1 basis-32 max-wide:basis-full"
      />
      <NumberFilter filters={filters} onChange={onChange} />
      <AssistantFilter filters={filters} onChange={onChange} />
      <Select
        aria-label={t("calls.filters.direction")}
        value={filters.direction ?? ""}
        onChange={choose("direction")}
        className="max-w-36 max-wide:min-w-0 max-wide:max-w-none max-wide:flex-1 max-wide:basis-2/5"
      >
        <option value="">{t("calls.filters.anyDirection")}</option>
        {DIRECTIONS.map((direction) => (
          <option key={direction} value={direction}>
            {word("direction", direction)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t("calls.filters.outcome")}
        value={filters.outcome ?? ""}
        onChange={choose("outcome")}
        className="max-w-36 max-wide:min-w-0 max-wide:max-w-none max-wide:flex-1 max-wide:basis-2/5"
      >
        <option value="">{t("calls.filters.anyOutcome")}</option>
        {ENDED_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {word("endedReason", reason)}
          </option>
        ))}
      </Select>
      <span className="flex items-center gap-1.5 max-wide:w-full max-wide:[&>input]:min-w-0 max-wide:[&>input]:flex-1">
        <TextField
          type="date"
          aria-label={t("calls.filters.since")}
          value={filters.since ?? ""}
          onChange={choose("since")}
        />
        <span aria-hidden className="text-text-3">
          –
        </span>
        <TextField
          type="date"
          aria-label={t("calls.filters.until")}
          value={filters.until ?? ""}
          onChange={choose("until")}
        />
      </span>
      {filtersSomething(filters) && (
        <Link to="/calls" className={buttonClass("quiet")}>
          {t("calls.filters.clear")}
        </Link>
      )}
    </search>
  );
}

/** With one assistant there is nothing to choose. */
function AssistantFilter({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const { data: assistants = [] } = useQuery(assistantsQuery());
  const { assistantId } = filters;
  const isGone = assistantId !== undefined && !assistants.some(({ id }) => id === assistantId);
  if (assistants.length < 2 && assistantId === undefined) return null;
  return (
    <Select
      aria-label={t("calls.filters.assistant")}
      value={assistantId ?? ""}
      onChange={({ target }) => onChange({ assistantId: target.value })}
      className="max-w-44 max-wide:max-w-none max-wide:flex-1 max-wide:basis-full"
    >
      <option value="">{t("calls.filters.anyAssistant")}</option>
      {isGone && <option value={assistantId}>{t("numbers.goneAssistant")}</option>}
      {assistants.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function NumberFilter({ filters, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const [side, setSide] = useState<"from" | "to">(filters.to && !filters.from ? "to" : "from");
  const number = filters[side] ?? "";
  return (
    <span className="flex items-center gap-1.5 max-wide:w-full max-wide:[&>input]:min-w-0 max-wide:[&>input]:flex-1">
      <Select
        aria-label={t("calls.filters.side")}
        value={side}
        onChange={({ target }) => {
          const next = target.value as "from" | "to";
          setSide(next);
          if (number) onChange({ from: undefined, to: undefined, [next]: number });
        }}
      >
        <option value="from">{t("calls.filters.from")}</option>
        <option value="to">{t("calls.filters.to")}</option>
      </Select>
      <Typed
        label={t("calls.filters.number")}
        value={number}
        onSettle={(value) => onChange({ [side]: value })}
        className="num w-32"
      />
    </span>
  );
}

const PAUSE_MS = 350;

interface TypedProps {
  label: string;
  value: string;
  onSettle: (value: string) => void;
  className: string;
}

function Typed({ label, value, onSettle, className }: TypedProps) {
  const [text, setText] = useState(value);
  // Another filter may change within the pause: what is settled joins the filters of then.
  const latest = useRef({ value, onSettle });
  latest.current = { value, onSettle };
  // The address may change by itself: back, or "clear".
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text.trim() === latest.current.value) return;
    const timer = setTimeout(() => latest.current.onSettle(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={({ key }) => key === "Enter" && onSettle(text.trim())}
      className={className}
    />
  );
}
