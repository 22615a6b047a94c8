/** j and k move the focus through the rows; Enter opens, since what has the focus is a link. */
import { useEffect, useRef } from "react";
import { isTyping } from "../../ui/is-typing.tsx";

export function useRowKeys(on: boolean) {
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => {
    if (!on) return;
    function onKey(event: KeyboardEvent) {
      const step = { j: 1, k: -1 }[event.key];
      if (!step || event.metaKey || event.ctrlKey || event.altKey || isTyping(event)) return;
      const rows = [...(table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      const next = at === -1 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
      rows[next]?.focus();
    }
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [on]);
  return table;
}
