/** Lets a person call a number of a twin's account. */
import type { LineScript, TwilioTwin, TwinCall } from "@offhook/twin-twilio";
import type { Person, PersonResult } from "./person.ts";

export interface Called {
  call: TwinCall;
  /** Resolves after the call's end. Await it while the twin's clock runs. */
  result: Promise<PersonResult>;
}

export async function callsWith(
  twin: TwilioTwin,
  person: Person,
  order: { from: string; to: string; voiceUrl: string; statusCallback?: string; line?: LineScript },
): Promise<Called> {
  await person.prepare();
  const call = twin.placeCall({ ...order, caller: person });
  person.takes(call);
  return { call, result: call.ended.then(() => person.result()) };
}
