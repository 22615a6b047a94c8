/** A draft under somebody's hands: what was typed is shown at once, saved a moment later, and never lost by a refusal. */
import type { ApiFault } from "@offhook/api-client";
import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { Refusal } from "./api.ts";
import { type Assistant, assistantQuery, type SettingsEdit, saveDraft } from "./assistants.ts";
import { sameSettings } from "./draft-history.ts";
import { noticeSignedOut } from "./query-client.ts";
import { savedAlready } from "./saved-already.ts";
import { useSignedOut } from "./session.ts";
import { type DraftSteps, useDraftHistory } from "./use-draft-history.ts";
import { useSavesItself } from "./use-saves-itself.ts";

/** After the last key: sentences, not letters. */
const SAVE_AFTER_MS = 600;

export interface Draft extends Omit<DraftSteps, "forget"> {
  settings: Assistant;
  /** Saves what is not saved yet. False: the server refused it. */
  flush(): Promise<boolean>;
  state: "saved" | "saving" | "refused";
  fault: ApiFault | null;
  /** What was refused is tried again until it is taken. */
  savesItself: boolean;
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

  const save = useCallback(async (): Promise<boolean> => {
    if (running.current) await running.current;
    const { etag, pending: change } = latest.current;
    if (Object.keys(change).length === 0) return true;
    setSaving(true);
    running.current = savedNow(id, etag, change)
      .then((saved) => {
        latest.current = { etag: saved.etag, pending: leftOf(latest.current.pending, change) };
        setPending(latest.current.pending);
        setFault(null);
        queryClient.setQueryData(assistantQuery(id).queryKey, saved);
        void queryClient.invalidateQueries({ queryKey: ["assistants"], exact: true });
        return true;
      })
      .catch((error: unknown) => {
        setFault(faultIn(error));
        return false;
      })
      .finally(() => {
        running.current = null;
        setSaving(false);
      });
    return running.current;
  }, [id, queryClient]);

  const isTyped = Object.keys(pending).length > 0;
  useSaveSoon(pending, save);
  const savesItself = useSavesItself({ isTyped, fault, isSaving: saving, signedOut: useSignedOut(), save });

  const settings = { ...stored, ...pending };
  const write = (change: SettingsEdit): void => {
    latest.current = { ...latest.current, pending: { ...latest.current.pending, ...change } };
    setPending(latest.current.pending);
  };
  const { edit, undo, redo, forget } = useDraftHistory(settings, write);
  useWhatIsShown(stored, latest, running, forget);
  return {
    ...{ settings, edit, undo, redo },
    flush: save,
    state: fault ? "refused" : saving || isTyped ? "saving" : "saved",
    ...{ fault, savesItself },
    takeTheirs() {
      latest.current = { ...latest.current, pending: {} };
      setPending({});
      forget();
      setFault(null);
      queryClient.fetchQuery({ ...assistantQuery(id), staleTime: 0 }).then(
        ({ etag }) => {
          latest.current = { ...latest.current, etag };
        },
        // The page's own query says what is wrong.
        () => {},
      );
    },
  };
}

type Latest = RefObject<{ etag: string; pending: SettingsEdit }>;

/** Published, rolled back, or fetched anew with nothing typed since: the next edit is made on what is shown. */
function useWhatIsShown(
  stored: Assistant,
  latest: Latest,
  running: RefObject<Promise<boolean> | null>,
  forget: () => void,
): void {
  const seen = useRef(stored);
  useEffect(() => {
    const before = seen.current;
    seen.current = stored;
    const isTyped = Object.keys(latest.current.pending).length > 0;
    if (isTyped || running.current || stored.etag === latest.current.etag) return;
    latest.current = { ...latest.current, etag: stored.etag };
    // An undo would write over what another one has just done, and nobody would be told.
    if (!sameSettings(before, stored)) forget();
  }, [stored, latest, running, forget]);
}

async function savedNow(id: string, etag: string, change: SettingsEdit): Promise<Assistant> {
  try {
    return await saveDraft(id, etag, change);
  } catch (error) {
    const already = error instanceof Refusal && (await savedAlready(id, change, error.fault.code));
    if (already) return already;
    throw error;
  }
}

/** What was typed while the rest was on its way. */
function leftOf(pending: SettingsEdit, change: SettingsEdit): SettingsEdit {
  const left = Object.entries(pending).filter(
    ([key, value]) => !(key in change) || change[key as keyof SettingsEdit] !== value,
  );
  return Object.fromEntries(left);
}

function faultIn(error: unknown): ApiFault {
  if (!(error instanceof Refusal)) return { code: "internal", message: String(error), fix: "", status: 0 };
  noticeSignedOut(error);
  return error.fault;
}

function useSaveSoon(pending: SettingsEdit, save: () => Promise<boolean>): void {
  useEffect(() => {
    if (Object.keys(pending).length === 0) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [pending, save]);
  // To another page of the console within that moment.
  useEffect(() => () => void save(), [save]);
}
