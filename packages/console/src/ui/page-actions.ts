/** What the open page can do, for whoever reaches it from the keyboard: the palette reads it when it opens. */
import { useEffect, useRef } from "react";

const actions = new Map<string, () => void>();

/** Offered under this name as long as the component is there; null: not now. */
export function usePageAction(name: string, run: (() => void) | null): void {
  const last = useRef(run);
  last.current = run;
  const isOffered = run !== null;
  useEffect(() => {
    if (!isOffered) return;
    actions.set(name, () => last.current?.());
    return () => {
      actions.delete(name);
    };
  }, [name, isOffered]);
}

export const pageActions = (): { name: string; run: () => void }[] =>
  [...actions].map(([name, run]) => ({ name, run }));
