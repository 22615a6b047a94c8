/** A protocol-exact stand-in of Cartesia: Sonic's speech, Ink's listening and the voice list. */
export {
  CartesiaTwin,
  type CartesiaTwinOptions,
  type SeenRequest,
  TWIN_VOICES,
  type TwinVoice,
} from "./cartesia-twin.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
