/** Loads the detector's model ahead of the first call, and nothing else of the embedded speech. */
import { noise, pcmToMulaw } from "@offhook/engine/audio";
import { embeddedSpeechDetector } from "@offhook/provider-embedded";

export function warmDetector(): Promise<void> {
  return new Promise((resolve) => {
    const session = embeddedSpeechDetector().open({
      frame() {
        session.close();
        resolve();
      },
    });
    // Loud enough for the gate in front of the model.
    session.push(pcmToMulaw(noise({ seed: 1, durationMs: 40, levelDb: -10 })), 0);
  });
}
