/** What may be asked for, and how a value that was asked for is named. */
import type { Choice, SlotSpec } from "@offhook/engine/flow";
import type { HeadOf, Ref } from "./node-types.ts";

type Limits = Pick<SlotSpec, "min" | "max">;
type Lengths = Pick<SlotSpec, "minLength" | "maxLength">;

export const slots = Object.freeze({
  date: (spec: { future?: boolean } = {}): SlotSpec => ({ kind: "date", ...spec }),
  time: (): SlotSpec => ({ kind: "time" }),
  number: (spec: Limits = {}): SlotSpec => ({ kind: "number", ...spec }),
  money: (spec: Limits = {}): SlotSpec => ({ kind: "money", ...spec }),
  digits: (spec: Lengths = {}): SlotSpec => ({ kind: "digits", ...spec }),
  phone: (): SlotSpec => ({ kind: "phone" }),
  name: (): SlotSpec => ({ kind: "name" }),
  yesNo: (): SlotSpec => ({ kind: "yes-no" }),
  /** `"check-up"` for short, or `{ id, label, says, key }`. */
  choice: (...choices: readonly (string | Choice)[]): SlotSpec => ({
    kind: "choice",
    choices: choices.map((one) => (typeof one === "string" ? { id: one, label: one } : one)),
  }),
  text: (): SlotSpec => ({ kind: "text" }),
  /** The value of a slot, or a path into the last tool's result: `slots.ref("result.time")`. */
  ref: <const Path extends string>(path: Path): Ref<HeadOf<Path>> => ({ path }),
});

export type Slots = typeof slots;
