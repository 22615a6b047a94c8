/** The Silero model: one session, many calls a run, each call's memory kept beside it. Worker threads only. */
import { mulawSample } from "@offhook/engine/audio";
import { InferenceSession, type OnnxValue, Tensor } from "onnxruntime-node";
import { FRAME_SAMPLES } from "./detector-frames.ts";

/** Frames of different calls, one a call: a call's next frame needs the memory that this one leaves. */
export interface SileroBatch {
  calls: readonly number[];
  /** Calls among them that begin anew. */
  fresh: readonly number[];
  /** Calls whose memory can go. */
  closed: readonly number[];
  /** µ-law, 256 bytes a call, in the order of `calls`. */
  audio: Uint8Array;
}

interface CallMemory {
  /** The model's recurrent state: two halves of 128. */
  state: Float32Array;
  context: Float32Array;
}

/** Samples before the frame that the model wants again, and the size of half its state. Source: snakers4/silero-vad, `utils_vad.py`. */
const CONTEXT_SAMPLES = 32;
const INPUT_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES;
const HALF_STATE = 128;

export type Silero = (batch: SileroBatch) => Promise<number[]>;

export async function loadSilero(modelPath: string): Promise<Silero> {
  const session = await InferenceSession.create(modelPath, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const rate = new Tensor("int64", BigInt64Array.of(8_000n), []);
  const memories = new Map<number, CallMemory>();
  return async ({ calls, fresh, closed, audio }) => {
    for (const call of closed) memories.delete(call);
    for (const call of fresh) memories.delete(call);
    if (calls.length === 0) return [];
    const members = calls.map((call) => memoryOf(memories, call));
    const outputs = await session.run({
      input: new Tensor("float32", inputOf(members, audio), [calls.length, INPUT_SAMPLES]),
      state: new Tensor("float32", stateOf(members), [2, calls.length, HALF_STATE]),
      sr: rate,
    });
    remember(members, floatsOf(outputs.stateN));
    return [...floatsOf(outputs.output)];
  };
}

function floatsOf(tensor: OnnxValue | undefined): Float32Array {
  if (!(tensor instanceof Tensor)) throw new Error("the model gave no such output");
  return tensor.data as Float32Array;
}

function memoryOf(memories: Map<number, CallMemory>, call: number): CallMemory {
  const known = memories.get(call);
  if (known) return known;
  const memory = { state: new Float32Array(2 * HALF_STATE), context: new Float32Array(CONTEXT_SAMPLES) };
  memories.set(call, memory);
  return memory;
}

function inputOf(members: readonly CallMemory[], audio: Uint8Array): Float32Array {
  const input = new Float32Array(members.length * INPUT_SAMPLES);
  members.forEach(({ context }, index) => {
    const start = index * INPUT_SAMPLES;
    input.set(context, start);
    for (let at = 0; at < FRAME_SAMPLES; at++) {
      input[start + CONTEXT_SAMPLES + at] = mulawSample(audio[index * FRAME_SAMPLES + at] as number) / 32_768;
    }
    context.set(input.subarray(start + FRAME_SAMPLES, start + INPUT_SAMPLES));
  });
  return input;
}

/** The model wants all first halves, then all second ones. */
function stateOf(members: readonly CallMemory[]): Float32Array {
  const state = new Float32Array(2 * members.length * HALF_STATE);
  members.forEach((memory, index) => {
    state.set(memory.state.subarray(0, HALF_STATE), index * HALF_STATE);
    state.set(memory.state.subarray(HALF_STATE), (members.length + index) * HALF_STATE);
  });
  return state;
}

function remember(members: readonly CallMemory[], state: Float32Array): void {
  members.forEach((memory, index) => {
    memory.state.set(state.subarray(index * HALF_STATE, (index + 1) * HALF_STATE));
    const second = (members.length + index) * HALF_STATE;
    memory.state.set(state.subarray(second, second + HALF_STATE), HALF_STATE);
  });
}
