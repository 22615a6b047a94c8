/** What a trial account may not do (Twilio's page "Try out Voice"). */

/** Spoken in a verb's place. */
export function trialSentence(verb: "Stream" | "Dial"): string {
  return `The ${verb} verb is not available on trial accounts.`;
}
