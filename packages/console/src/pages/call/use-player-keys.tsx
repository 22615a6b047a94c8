/** Space plays and pauses, the arrows step, wherever the focus is on the page. */
import { useEffect, useRef } from "react";
import { isTyping } from "../../ui/is-typing.tsx";
import type { MomentControl } from "./use-moment.tsx";

export const STEP_MS = 1_000;
export const LARGE_STEP_MS = 5_000;

export function usePlayerKeys(moment: MomentControl): void {
  const control = useRef(moment);
  control.current = moment;
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      const isControl = (event.target as HTMLElement).closest("button, a, [role=slider], [role=listbox]") !== null;
      const { atMs, canPlay, seek, toggle } = control.current;
      if (event.key === " " && canPlay && !isControl) {
        event.preventDefault();
        toggle();
      }
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step && !isControl) seek((atMs ?? 0) + step * (event.shiftKey ? LARGE_STEP_MS : STEP_MS));
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
