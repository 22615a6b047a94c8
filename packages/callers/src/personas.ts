/** How a person behaves on the telephone, as numbers. */
export type Persona = "patient" | "impatient";

export interface Manner {
  /** Silence after the agent's words before the person answers. */
  settleMs: number;
  /** Speaks into the greeting after so long; null: hears it out. */
  cutsGreetingAfterMs: number | null;
  /** Gives everything at once, and answers in a word. */
  brief: boolean;
}

export const MANNERS: Readonly<Record<Persona, Manner>> = Object.freeze({
  patient: { settleMs: 700, cutsGreetingAfterMs: null, brief: false },
  // Half a second is the shortest pause that ends a speech for the ear.
  impatient: { settleMs: 500, cutsGreetingAfterMs: 1_500, brief: true },
});
