/** What a behaviour can do and perceive: a mouth, an ear, a telephone in the hand. Times are ms since the first frame. */

/** The telephone that the person holds; a twin's call is one. */
export interface Telephone {
  pressKey(digit: string): void;
  hangUp(): void;
}

/** One thing that the person says. */
export interface Saying {
  readonly text: string;
  /** The other side has to react before the call ends. */
  readonly wantsAnswer: boolean;
  /** Null until its first frame was given. */
  startMs: number | null;
  /** Null until its last frame was given. */
  endMs: number | null;
  /** The agent was speaking when it began. */
  overAgent: boolean;
}

/** The agent, as it sounds from here. */
export interface AgentSound {
  readonly speaking: boolean;
  /** When the present speech, or the last one, began; null before the first. */
  readonly speechStartedMs: number | null;
  /** End of the last frame with sound in it; null before the first. */
  readonly lastSoundMs: number | null;
  /** Speech that has ended, but its words are not known yet. */
  readonly wordsPending: boolean;
}

export interface Body {
  readonly nowMs: number;
  readonly agent: AgentSound;
  /** The saying under way, or the one that ended last. */
  readonly lastSaying: Saying | null;
  /** Words of every speech of the agent that ended after that time. */
  heardAfter(ms: number): string;
  say(text: string, options?: { wantsAnswer?: boolean }): Saying;
  /** Sound that is no speech, such as a cough, or audio from a file. */
  sound(pcm: Int16Array, label: string, options?: { wantsAnswer?: boolean }): Saying;
  /** Noise around the person, so many dB below the speech; null: a quiet room. */
  noise(belowSpeechDb: number | null): void;
  press(keys: string): void;
  hangUp(): void;
  /** The run has failed, and this is why. */
  problem(text: string): void;
}

/** Advances once every 20 ms until it ends, so what a person does depends on the audio alone. */
export interface Behaviour {
  run(body: Body): Generator<void, void, void>;
  /** What it is likely to say: spoken ahead, so that the person answers at once. */
  readonly texts: readonly string[];
  /** What was left undone when the call ended. */
  unfinished(): readonly string[];
}
