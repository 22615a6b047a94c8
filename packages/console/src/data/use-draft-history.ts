/** Undo and redo of a draft: what they write is saved as any edit is. */
import { useCallback, useState } from "react";
import type { SettingsEdit } from "./assistants.ts";
import { NOTHING_DONE, noted, redone, undone } from "./draft-history.ts";

export interface DraftSteps {
  edit(change: SettingsEdit): void;
  /** Null: there is nothing to undo. */
  undo: (() => void) | null;
  redo: (() => void) | null;
  forget(): void;
}

export function useDraftHistory(shown: SettingsEdit, write: (change: SettingsEdit) => void): DraftSteps {
  const [history, setHistory] = useState(NOTHING_DONE);
  const forget = useCallback(() => setHistory(NOTHING_DONE), []);
  const go = (gone: ReturnType<typeof undone>) =>
    gone &&
    (() => {
      write(gone.edit);
      setHistory(gone.history);
    });
  return {
    edit(change) {
      const nowMs = Date.now();
      setHistory((before) => noted(before, shown, change, nowMs));
      write(change);
    },
    undo: go(undone(history)),
    redo: go(redone(history)),
    forget,
  };
}
