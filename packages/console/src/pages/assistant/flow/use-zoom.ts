/** How large the drawing is, and which part of it is in sight. The plane lies in a box that scrolls: touch and keys work. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type Layout, NODE_WIDTH_PX, type Point } from "./flow-layout.ts";

const LEAST = 0.3;
const MOST = 1.6;
const STEP = 1.2;
/** Words stay readable. */
const LEAST_AT_FIRST = 0.85;
/** Of a wheel, for a zoom by e. */
const WHEEL_PX = 300;

/** `sight`: whatever changes it opens the drawing anew. */
export function useZoom(layout: Layout, start: string, sight: string) {
  const box = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(1);
  const middle = useRef<Point | null>(null);
  const seen = useRef<string | null>(null);

  function zoom(wanted: number): void {
    const { current } = box;
    if (!current) return;
    // What is in the middle stays there.
    middle.current = {
      x: (current.scrollLeft + current.clientWidth / 2) / scale,
      y: (current.scrollTop + current.clientHeight / 2) / scale,
    };
    setScale(Math.min(MOST, Math.max(LEAST, wanted)));
  }
  useLayoutEffect(() => {
    const { current } = box;
    if (!current || !middle.current) return;
    current.scrollLeft = middle.current.x * scale - current.clientWidth / 2;
    current.scrollTop = middle.current.y * scale - current.clientHeight / 2;
    middle.current = null;
  }, [scale]);

  // A flow that is opened: as much of it as can be read, with its beginning in sight. Not before the tab is seen.
  useLayoutEffect(() => {
    const { current } = box;
    const first = layout.nodes.get(start);
    if (!current || !first || current.clientWidth === 0 || seen.current === sight) return;
    seen.current = sight;
    const fitting = Math.min(1, Math.max(LEAST_AT_FIRST, current.clientWidth / layout.width));
    setScale(fitting);
    requestAnimationFrame(() => {
      current.scrollTop = 0;
      current.scrollLeft = (first.x + NODE_WIDTH_PX / 2) * fitting - current.clientWidth / 2;
    });
  });
  useWheel(box, (times) => zoom(scale * times));

  return {
    ...{ box, scale },
    larger: () => zoom(scale * STEP),
    smaller: () => zoom(scale / STEP),
    fit() {
      const { current } = box;
      if (current) zoom(Math.min(1, current.clientWidth / layout.width, current.clientHeight / layout.height));
    },
  };
}

/** Pinching, or the wheel with Ctrl: the browser would zoom the whole page, and React's own listeners cannot prevent it. */
function useWheel(box: RefObject<HTMLDivElement | null>, zoom: (times: number) => void): void {
  const latest = useRef(zoom);
  useEffect(() => {
    latest.current = zoom;
  });
  useEffect(() => {
    const { current } = box;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      latest.current(Math.exp(-event.deltaY / WHEEL_PX));
    };
    current?.addEventListener("wheel", onWheel, { passive: false });
    return () => current?.removeEventListener("wheel", onWheel);
  }, [box]);
}
