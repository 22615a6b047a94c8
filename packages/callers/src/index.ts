/** People on the telephone: they hear and speak audio, and act by a script or towards a goal. */
export type { Behaviour, Body, Saying, Telephone } from "./body.ts";
export { type CallerVoice, callerVoice } from "./caller-voice.ts";
export { type Appointment, books } from "./goals/books.ts";
export { type Called, callsWith } from "./make-call.ts";
export type { Echo } from "./mouth.ts";
export { Person, type PersonOptions, type PersonResult, type SpokenPiece } from "./person.ts";
export type { Persona } from "./personas.ts";
export { follows } from "./script/follow.ts";
export {
  backchannels,
  coughs,
  hangsUp,
  interrupts,
  playsAudio,
  presses,
  type Step,
  says,
  speaksOverNoise,
  staysSilent,
  waitsForAgent,
} from "./script/steps.ts";
export { cough } from "./sounds/cough.ts";
export { hum } from "./sounds/hum.ts";
