import type { Input } from "../conversation/inputs.ts";

/** A fact as it is reported: the call stamps its time. */
export type Untimed = Input extends infer I ? (I extends unknown ? Omit<I, "atMs"> : never) : never;
