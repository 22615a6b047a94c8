/** What a trial account may not do (Twilio's page "Try out Voice"). Of its 75 minutes in all nothing is kept here. */

export const TRIAL_LIMITS = Object.freeze({
  twimlTimeoutMs: 5_000,
  callMs: 600_000,
  callsAtOnce: 5,
  /** Each to a new document, in one call. */
  redirects: 10,
});

/** Spoken in a verb's place. */
export function trialSentence(verb: "Stream" | "Dial"): string {
  return `The ${verb} verb is not available on trial accounts.`;
}
