/** A part of the page that takes the whole window: nothing behind it can be reached until it gives it back. */
import { type RefObject, useEffect } from "react";

export function useAlone(part: RefObject<HTMLElement | null>, isAlone: boolean): void {
  useEffect(() => {
    if (!isAlone || !part.current) return;
    const behind: HTMLElement[] = [];
    for (let one: HTMLElement = part.current; one.parentElement && one !== document.body; one = one.parentElement) {
      for (const other of one.parentElement.children) {
        if (other === one || !(other instanceof HTMLElement) || other.inert) continue;
        other.inert = true;
        behind.push(other);
      }
    }
    const { overflow } = document.body.style;
    document.body.style.overflow = "hidden";
    return () => {
      for (const one of behind) one.inert = false;
      document.body.style.overflow = overflow;
    };
  }, [part, isAlone]);
}
