/** What cannot even begin still fails as everything does: through the sink, and not from within the call that asked. */
import type { Cancellable, Fault, TranscriberSession, TranscriberSink, VoiceSink } from "@offhook/engine/ports";

/** Runs after the caller has returned, unless cancelled before. */
export function later(run: () => void): Cancellable {
  let wanted = true;
  queueMicrotask(() => {
    if (wanted) run();
  });
  return {
    cancel() {
      wanted = false;
    },
  };
}

export function failedSession(fault: Fault, sink: TranscriberSink): TranscriberSession {
  const failing = later(() => sink.fault(fault));
  const nothing = (): void => {};
  return {
    ...{ push: nothing, expect: nothing, speechStarted: nothing, speechPaused: nothing },
    close: () => failing.cancel(),
  };
}

export const failedSpeech = (fault: Fault, sink: VoiceSink): Cancellable => later(() => sink.fault(fault));
