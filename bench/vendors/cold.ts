/** Parts of a call whose sockets are opened when they are first asked for something, and not a moment before. */
import type { RealtimeModel, RealtimeSession } from "@offhook/engine/ports";

/** A voice or a model. */
export const cold = <Part extends { prepare?: unknown }>({ prepare: _, ...part }: Part): Omit<Part, "prepare"> => part;

/** A realtime model: for its first answer. What the caller said until then is kept, and sent once the socket is wanted. */
export const coldRealtime = (model: RealtimeModel): RealtimeModel => ({
  ...model,
  open(options, sink) {
    let session: RealtimeSession | null = null;
    const kept: ((session: RealtimeSession) => void)[] = [];
    const tell = (fact: (session: RealtimeSession) => void): void => {
      if (session) fact(session);
      else kept.push(fact);
    };
    return {
      push(audio, audioMs) {
        const copy = audio.slice();
        tell((open) => open.push(copy, audioMs));
      },
      speechStarted: (audioMs) => tell((open) => open.speechStarted(audioMs)),
      respond(request, reply) {
        session ??= model.open(options, sink);
        for (const fact of kept.splice(0)) fact(session);
        return session.respond(request, reply);
      },
      close: () => session?.close(),
    };
  },
});
