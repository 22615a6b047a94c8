/** A process of its own for one call at a time: each has its decoder thread, so two cores carry two calls. */
import { closeEmbedded } from "@offhook/provider-embedded";
import { type ClipJob, runClip } from "./one-call.ts";
import { Memory } from "./remembered-decodes.ts";

/** Given as the only argument where decodes are remembered. */
const memoryPath = process.argv[2];
const memory = memoryPath ? new Memory(memoryPath) : null;

process.on("message", (job: ClipJob | "over") => {
  if (job === "over") {
    void closeEmbedded().then(() => process.exit(0));
    return;
  }
  runClip(job, memory).then(
    (noted) => process.send?.({ id: job.id, noted }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
