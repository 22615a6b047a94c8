/** A process of its own for one call at a time: each has its decoder thread, so two cores carry two calls. */
import { closeEmbedded } from "@offhook/provider-embedded";
import { type ClipJob, runClip } from "./one-call.ts";

process.on("message", (job: ClipJob | "over") => {
  if (job === "over") {
    void closeEmbedded().then(() => process.exit(0));
    return;
  }
  runClip(job).then(
    (noted) => process.send?.({ id: job.id, noted }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
