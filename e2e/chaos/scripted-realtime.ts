/** A realtime model in virtual time: answers as the scripted model does, with the sound of its words, and may be in trouble. */
import type { RealtimeModel, RealtimeSession, RealtimeSink } from "@offhook/engine/ports";
import type { VirtualClock } from "@offhook/twin-twilio";
import { noiseOf } from "../virtual/virtual-call.ts";
import { answer } from "./scripted-model.ts";
import type { Trouble } from "./trouble.ts";

const HTML = new TextEncoder().encode("<html><body>Realtime service not available</body></html>");

export function scriptedRealtime(id: string, clock: VirtualClock, trouble: Trouble | null): RealtimeModel {
  return { id, formats: [], open: (_, sink) => sessionOf(id, clock, trouble, sink) };
}

function sessionOf(id: string, clock: VirtualClock, trouble: Trouble | null, sink: RealtimeSink): RealtimeSession {
  let open = true;
  const later = (ms: number, run: () => void): void => {
    clock.at(clock.nowMs() + ms, () => {
      if (open) run();
    });
  };
  const lose = (): void => {
    open = false;
    if (trouble) sink.fault(trouble.fault(id));
  };
  watchStanding(trouble, later, lose);
  later(80, () => sink.opened());
  return {
    push() {},
    speechStarted() {},
    respond(request, replySink) {
      let wanted = true;
      if (trouble?.at("connect", "stalled")) return NOTHING;
      answer({
        request,
        sink: replySink,
        // A connection that does not come about was none when it was asked: that is told by the session.
        trouble: trouble?.cell.phase === "connect" ? null : trouble,
        later: (ms, run) =>
          later(ms, () => {
            if (wanted) run();
          }),
        fail: () => {
          wanted = false;
          if (!trouble) return;
          replySink.fault(trouble.fault(id));
          if (trouble.cell.failure === "lost") lose();
        },
        word: (word) => {
          if (trouble?.at("mid-output", "garbage")) replySink.audio(HTML);
          replySink.audio(noiseOf(word));
        },
      });
      return {
        cancel: () => {
          wanted = false;
        },
        heard() {},
      };
    },
    close() {
      open = false;
    },
  };
}

const NOTHING = { cancel() {}, heard() {} };

/** The connection stands for the whole call: it may break while nobody speaks, and not come about again. */
function watchStanding(trouble: Trouble | null, later: (ms: number, run: () => void) => void, lose: () => void): void {
  const phase = trouble?.cell.phase;
  if (!trouble || (phase !== "connect" && phase !== "between-turns")) return;
  const strike = (): void => {
    if (trouble.at(phase, "refused", "busy", "lost")) lose();
  };
  if (trouble.isOn) later(50, strike);
  else later(trouble.inMs, strike);
}
