/** A protocol-exact stand-in of Deepgram: listen v1 (Nova), listen v2 (Flux), speak (Aura). */
export { DeepgramTwin, type DeepgramTwinOptions, type SeenSocket } from "./deepgram-twin.ts";
export type { Hear } from "./ear.ts";
export { type Latencies, NO_LATENCIES, USUAL_LATENCIES, usualLatencies } from "./latencies.ts";
