/** What the shell should look for in the caller's next words. */
import type { Pin } from "../conversation/assistant.ts";
import { type Flows, flowOf, type KnownSlot, nodeOf, slotsOf, top } from "./lookup.ts";
import type { FlowWant } from "./meaning.ts";
import type { FlowState } from "./state.ts";

export function wantOf(flows: Flows, state: FlowState, pin: Pin): FlowWant {
  const { assistant } = pin;
  return {
    slots: state.stack.length > 0 ? wantedSlots(flows, state) : [],
    intents: intentsInReach(flows, state),
    now: pin.startedAt,
    timeZone: assistant.timeZone,
    language: assistant.language,
    country: countryOf(pin.to),
  };
}

/** The slot asked for now comes first; then the rest of this flow, and of the flows that an intent could open. */
function wantedSlots(flows: Flows, state: FlowState): FlowWant["slots"] {
  const { waiting } = state;
  const node = nodeOf(flows, top(state));
  const opened =
    node.type === "listen" ? node.intents.flatMap((one) => (one.flow ? [flowOf(flows, one.flow)] : [])) : [];
  const known: KnownSlot[] = [flowOf(flows, top(state).flow), ...opened].flatMap(slotsOf);
  const rest = known.map(({ name, spec }) => ({ name, spec }));
  if (waiting?.for === "choice") {
    const choices = waiting.options.map((label) => ({ id: label, label }));
    return [{ name: waiting.slot, spec: { kind: "choice", choices } }, ...rest];
  }
  const asked = waiting && "slot" in waiting ? waiting.slot : null;
  const first = rest.filter((slot) => slot.name === asked);
  return [...first, ...rest.filter((slot) => slot.name !== asked)];
}

function intentsInReach(flows: Flows, state: FlowState): FlowWant["intents"] {
  return state.stack.flatMap((frame) => {
    const node = nodeOf(flows, frame);
    return node.type === "listen" ? node.intents.map(({ id, examples }) => ({ id, examples })) : [];
  });
}

/** Numbers said without a prefix belong to the country of the number that was called. */
const COUNTRIES: readonly [string, string][] = [
  ["+1", "US"],
  ["+372", "EE"],
  ["+44", "GB"],
  ["+7", "RU"],
  ["+49", "DE"],
  ["+33", "FR"],
  ["+34", "ES"],
  ["+358", "FI"],
  ["+371", "LV"],
  ["+370", "LT"],
];

function countryOf(number: string): string {
  const fitting = COUNTRIES.filter(([prefix]) => number.startsWith(prefix)).sort(([a], [b]) => b.length - a.length);
  return fitting[0]?.[1] ?? "US";
}
