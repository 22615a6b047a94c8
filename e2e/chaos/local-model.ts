/**
 * The process of a scripted model: around it everything is the local adapter's own, the process and its protocol included.
 * No model's weights lie in the repository. It hangs or dies as it is told.
 */
import { tonalSpeech } from "@offhook/twin-kit";
import type { HearingWords } from "../../packages/providers/local/src/transcriber/hearing-job.ts";
import type { SpokenSound } from "../../packages/providers/local/src/voice/speaking-job.ts";
import { serve } from "../../packages/providers/local/src/workers/serve.ts";
import { heardFor, loudMsOf } from "./answers.ts";
import type { LocalOrder } from "./local-stand.ts";

/** Longer than any call here; then its owner is surely gone. */
const HANG_MS = 60_000;

serve(() => {
  const loudMs = new Map<number, number>();
  return (order: LocalOrder): HearingWords | SpokenSound => {
    switch (order.do) {
      case "die":
        // As sherpa-onnx ends its process.
        return process.exit(255);
      case "hang":
        // Without work: the other calls need the machine.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, HANG_MS);
        return { text: "" };
      case "speak":
        return { audio: tonalSpeech(order.text, order.speed).audio };
      case "stream": {
        const soFar = (loudMs.get(order.stream) ?? 0) + loudMsOf(order.audio);
        loudMs.set(order.stream, soFar);
        return { text: heardFor(soFar) };
      }
      default:
        return { text: "", audio: new Uint8Array(0) };
    }
  };
});
