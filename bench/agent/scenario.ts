/** What the scripted providers of one call do. Sent with the call's webhook address, so that each call can have its own. */

export interface Scenario {
  /** Speech by scripted providers of known delay, or by the embedded ones. */
  speech: "scripted" | "embedded";
  /** How long the model's reply is, in letters; at 65 ms a letter a reply of 60 takes four seconds. */
  replyLetters: number;
  /** From a request to its first byte. */
  modelMs: number;
  voiceMs: number;
  transcriberMs: number;
  fault: Fault | null;
}

/** Which provider dies, and how. The next one in the list is well. */
export type Fault =
  | "voice-refuses"
  | "voice-never-answers"
  | "voice-stalls"
  | "model-refuses"
  | "model-never-answers"
  | "transcriber-dies";

export const USUAL: Readonly<Scenario> = Object.freeze({
  speech: "scripted",
  replyLetters: 40,
  modelMs: 200,
  voiceMs: 100,
  transcriberMs: 90,
  fault: null,
});

export function scenarioOf(url: string): Scenario {
  const asked = new URL(url, "http://localhost").searchParams.get("scenario");
  return { ...USUAL, ...(asked ? (JSON.parse(asked) as Partial<Scenario>) : {}) };
}
