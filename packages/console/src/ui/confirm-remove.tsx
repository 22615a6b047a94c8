/** Taking something away: the first press asks, with what would come of it; the second does it. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";

interface ConfirmRemoveProps {
  ask: string;
  /** What it is, for whoever does not see which line the button is in. */
  label?: string;
  quiet?: boolean;
  /** What comes of it. */
  sure: ReactNode;
  busy: boolean;
  /** Why it was refused. */
  refused?: string | undefined;
  remove: () => void;
  /** Thought better of it. */
  keep?: () => void;
}

export function ConfirmRemove({ ask, label, quiet, sure, busy, refused, remove, keep }: ConfirmRemoveProps) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const keeper = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone: without this the keyboard would begin at the top of the page.
  useEffect(() => {
    if (isAsked) keeper.current?.focus();
  }, [isAsked]);
  if (!isAsked) {
    return (
      <Button {...(quiet ? { kind: "quiet" } : {})} aria-label={label} onClick={() => setAsked(true)}>
        {ask}
      </Button>
    );
  }
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      <span role="alert" className={`text-s ${refused ? "text-danger" : "text-text-2"}`}>
        {refused ?? sure}
      </span>
      <Button kind="danger" disabled={busy} onClick={remove}>
        {t("shell.remove")}
      </Button>
      <Button
        ref={keeper}
        kind="quiet"
        onClick={() => {
          setAsked(false);
          keep?.();
        }}
      >
        {t("shell.keep")}
      </Button>
    </span>
  );
}
