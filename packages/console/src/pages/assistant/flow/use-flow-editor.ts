/** The flows under somebody's hands: what is chosen, what was done, and what is saved. Knows no drawing. */
import type { FlowDefinition } from "@offhook/engine/flow";
import { useEffect, useRef, useState } from "react";
import type { AssistantSettings } from "../../../data/assistants.ts";
import type { TabProps } from "../tab-props.ts";
import { begun, done, type History, type Moment, moved, type Place, redone, undone } from "./flow-history.ts";
import { type FlowList, withFlow } from "./flow-list-edits.ts";
import { isSame } from "./same-flows.ts";

/** Where the focus goes once what was done is drawn. */
type Focus = "node" | "form" | null;

const SETTLED_AFTER_MS = 1_500;
const NONE: FlowList = [];

export interface FlowEditor {
  flows: FlowList;
  place: Place;
  flow: FlowDefinition | undefined;
  /** Changes whenever another thing is chosen, and not when it is renamed. */
  selection: number;
  canUndo: boolean;
  canRedo: boolean;
  focus: { current: Focus };
  select(node: string | null, focus?: Focus): void;
  chooseFlow(id: string): void;
  /** Another form of the chosen flow. `field`: letters typed there are one step. */
  change(flow: FlowDefinition, field?: string): void;
  /** The same, with another node chosen. */
  changeTo(flow: FlowDefinition, node: string | null, focus?: Focus): void;
  changeAll(flows: FlowList, place?: Place): void;
  undo(): void;
  redo(): void;
}

export function useFlowEditor({ settings: { flow: stored }, edit }: TabProps): FlowEditor {
  const [history, setHistory] = useState<History>(() => begun(momentOf(stored ?? NONE)));
  const [selection, setSelection] = useState(0);
  const focus = useRef<Focus>(null);
  // Two things may be done before the first is drawn.
  const latest = useRef(history);
  const seen = useRef(new WeakSet<FlowList>());
  const { flows, place } = history.present;
  // Changed from elsewhere, such as by an old version: then that is what is there, and nothing before it. Between an answer of
  // the server and the page's knowing of it, what was there before shows once more: only if it stays is it meant.
  useEffect(() => {
    const given = stored ?? NONE;
    const wasSeen = seen.current.has(given);
    seen.current.add(given);
    if (isSame(given, latest.current.present.flows)) return;
    const take = (): void => {
      latest.current = begun(momentOf(given, latest.current.present.place));
      setHistory(latest.current);
      setSelection((count) => count + 1);
    };
    if (!wasSeen) return take();
    const timer = setTimeout(take, SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [stored]);

  function keep(next: History, isElsewhere: boolean): void {
    const before = latest.current.present.flows;
    latest.current = next;
    setHistory(next);
    if (isElsewhere) setSelection((count) => count + 1);
    const list = next.present.flows;
    if (list === before) return;
    const kept = list.length > 0 ? ([...list] as AssistantSettings["flow"]) : undefined;
    edit({ flow: kept });
  }
  function go(node: string | null, wanted: Focus, next: (place: Place) => History): void {
    focus.current = wanted;
    keep(next({ ...place, node }), true);
  }
  return {
    ...{ flows, place, selection, focus },
    flow: flows.find(({ id }) => id === place.flow),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    select: (node, wanted = null) => go(node, wanted, (to) => moved(latest.current, to)),
    chooseFlow: (id) => keep(moved(latest.current, placeIn(flows, id)), true),
    change: (flow, field) => keep(done(latest.current, { flows: withFlow(flows, flow), place }, field), false),
    changeTo: (flow, node, wanted = null) =>
      go(node, wanted, (to) => done(latest.current, { flows: withFlow(flows, flow), place: to })),
    changeAll: (list, to = place) =>
      keep(done(latest.current, { flows: list, place: to }), isElsewhere(latest.current.present, list, to)),
    undo: () => keep(undone(latest.current), true),
    redo: () => keep(redone(latest.current), true),
  };
}

function placeIn(flows: FlowList, id?: string): Place {
  const flow = flows.find((one) => one.id === id) ?? flows[0];
  return { flow: flow?.id ?? "", node: null };
}

/** Somebody who looks at a node stays there while it exists. */
function momentOf(flows: FlowList, place?: Place): Moment {
  const flow = flows.find(({ id }) => id === place?.flow);
  const isThere = flow && place?.node && Object.hasOwn(flow.nodes, place.node);
  return { flows, place: isThere ? place : placeIn(flows, place?.flow) };
}

/** A renamed node or flow is the same one under another name. */
function isElsewhere({ flows, place: from }: Moment, list: FlowList, to: Place): boolean {
  const nodesOf = (all: FlowList, id: string): string[] => Object.keys(all.find((one) => one.id === id)?.nodes ?? {});
  const isFlowKept =
    from.flow === to.flow || (flows.length === list.length && !list.some(({ id }) => id === from.flow));
  if (!isFlowKept || from.node === to.node) return !isFlowKept;
  return from.node === null || to.node === null || nodesOf(list, to.flow).includes(from.node);
}
