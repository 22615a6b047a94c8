/** The ground of a box that scrolls is drawn along by a mouse; a finger scrolls by itself. */
import { type PointerEvent, type RefObject, useRef } from "react";

export function useDrag(box: RefObject<HTMLDivElement | null>) {
  const held = useRef<{ x: number; y: number; left: number; top: number } | null>(null);
  return {
    onPointerDown(event: PointerEvent) {
      const { current } = box;
      const isGround = !(event.target as Element).closest("button");
      if (!current || !isGround || event.pointerType !== "mouse" || event.button !== 0) return;
      held.current = { x: event.clientX, y: event.clientY, left: current.scrollLeft, top: current.scrollTop };
      current.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent) {
      if (!box.current || !held.current) return;
      box.current.scrollLeft = held.current.left - (event.clientX - held.current.x);
      box.current.scrollTop = held.current.top - (event.clientY - held.current.y);
    },
    onPointerUp() {
      held.current = null;
    },
    onPointerCancel() {
      held.current = null;
    },
  };
}
