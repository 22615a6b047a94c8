/** A draft under somebody's hands: what was typed is shown at once, saved a moment later, and never lost by a refusal. */
import type { ApiFault } from "@offhook/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { Refusal } from "./api.ts";
import { type Assistant, assistantQuery, type SettingsEdit, saveDraft } from "./assistants.ts";

/** After the last key: sentences, not letters. */
const SAVE_AFTER_MS = 600;

export interface Draft {
  settings: Assistant;
  edit(change: SettingsEdit): void;
  /** Saves what is not saved yet. False: the server refused it. */
  flush(): Promise<boolean>;
  state: "saved" | "saving" | "refused";
  fault: ApiFault | null;
  /** Another one has changed it: take theirs, and lose what was typed since. */
  takeTheirs(): void;
}

export function useDraft(stored: Assistant): Draft {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<SettingsEdit>({});
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [saving, setSaving] = useState(false);
  const latest = useRef({ etag: stored.etag, pending });
  const running = useRef<Promise<boolean> | null>(null);
  const { id } = stored;

  // Published, rolled back, or fetched anew with nothing typed since: the next edit is made on what is shown.
  useEffect(() => {
    const isTyped = Object.keys(latest.current.pending).length > 0;
    if (!isTyped && !running.current) latest.current = { ...latest.current, etag: stored.etag };
  }, [stored.etag]);

  const save = useCallback(async (): Promise<boolean> => {
    if (running.current) await running.current;
    const { etag, pending: change } = latest.current;
    if (Object.keys(change).length === 0) return true;
    setSaving(true);
    running.current = saveDraft(id, etag, change)
      .then((saved) => {
        const left = Object.entries(latest.current.pending).filter(
          ([key, value]) => !(key in change) || change[key as keyof SettingsEdit] !== value,
        );
        latest.current = { etag: saved.etag, pending: Object.fromEntries(left) };
        setPending(latest.current.pending);
        setFault(null);
        queryClient.setQueryData(assistantQuery(id).queryKey, saved);
        void queryClient.invalidateQueries({ queryKey: ["assistants"], exact: true });
        return true;
      })
      .catch((error: unknown) => {
        setFault(
          error instanceof Refusal ? error.fault : { code: "internal", message: String(error), fix: "", status: 0 },
        );
        return false;
      })
      .finally(() => {
        running.current = null;
        setSaving(false);
      });
    return running.current;
  }, [id, queryClient]);

  useEffect(() => {
    if (Object.keys(pending).length === 0) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [pending, save]);

  return {
    settings: { ...stored, ...pending },
    edit(change) {
      latest.current = { ...latest.current, pending: { ...latest.current.pending, ...change } };
      setPending(latest.current.pending);
    },
    flush: save,
    state: fault ? "refused" : saving || Object.keys(pending).length > 0 ? "saving" : "saved",
    fault,
    takeTheirs() {
      setPending({});
      setFault(null);
      void queryClient.fetchQuery({ ...assistantQuery(id), staleTime: 0 }).then((theirs) => {
        latest.current = { etag: theirs.etag, pending: {} };
      });
    },
  };
}
