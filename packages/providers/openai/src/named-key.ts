/** A key that an assistant names by its variable. */
import type { Environment } from "./model-from-choice.ts";

const KEY_NAME = /^(?!OFFHOOK_|TWILIO_)[A-Z][A-Z0-9_]{0,59}_(KEY|TOKEN)$/;

/**
 * Whether a variable of that name may be sent to a server: those that say of themselves that they are a key, and none of this
 * house's own. An assistant is data, and must not be a way to read the whole environment.
 */
export const maySendKey = (name: string): boolean => KEY_NAME.test(name);

/** Empty where there is none, or none that may be sent. */
export const namedKey = (environment: Environment, name: string): string =>
  maySendKey(name) ? (environment[name] ?? "") : "";
