/**
 * Gemini signs its tool calls, and from version 3 on refuses (400) a history in which the first call of a step comes back
 * without its signature. Our history has no room for it, so it is kept here, by the call's id.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */

/** Signatures are some hundred characters to a few thousand; a call has dozens of tool calls at most. */
const MOST_KEPT = 512;

/**
 * What Google's documentation names for calls that Gemini did not make itself: another model of the list, or this one
 * before a restart.
 */
const OF_SOMEBODY_ELSE = "skip_thought_signature_validator";

export class Signatures {
  private readonly byCallId = new Map<string, string>();
  private readonly areDemanded: boolean;

  constructor(model: string) {
    // 2.5 signs too, and does not insist.
    this.areDemanded = !/gemini-(1|2)\b/.test(model);
  }

  keep(callId: string, signature: string): void {
    this.byCallId.set(callId, signature);
    for (const oldest of this.byCallId.keys()) {
      if (this.byCallId.size <= MOST_KEPT) break;
      this.byCallId.delete(oldest);
    }
  }

  /** Of the calls of one step, in order; only the first of several needs one. `undefined`: none. */
  ofStep(callIds: readonly string[]): (string | undefined)[] {
    const known: (string | undefined)[] = callIds.map((id) => this.byCallId.get(id));
    if (this.areDemanded && known.length > 0 && !known.some((one) => one !== undefined)) known[0] = OF_SOMEBODY_ELSE;
    return known;
  }
}
