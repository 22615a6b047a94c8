/**
 * What goes wrong in the lab's calls, by the number that calls. The server makes its parts from a fixed list of vendors;
 * here a call's own voices are replaced as its stream begins, and the calendar is slow for days that are far away.
 */
import { type CallParts, LiveCall } from "@offhook/engine/call";
import type { Voice } from "@offhook/engine/ports";
import { embeddedVoice } from "@offhook/provider-embedded";
import type { Store } from "../../packages/server/src/store/store.ts";

/** Whoever calls from one of these meets the trouble. */
export const TROUBLED = Object.freeze({
  /** The first voice refuses everything; what was spoken ahead is there. */
  voiceDown: "+14155559004",
  /** The carrier gets everything at once, long before it can be played. */
  allSentAhead: "+14155559024",
  /** The first voice dies 600 ms into every clause. */
  voiceDies: "+14155559031",
});

const TROUBLES: Readonly<Record<string, (call: LiveCall, voices: Voice[]) => void>> = {
  [TROUBLED.voiceDown]: (_, voices) => replaceFirst(voices, down),
  [TROUBLED.voiceDies]: (_, voices) => replaceFirst(voices, dying),
  [TROUBLED.allSentAhead]: (call) => {
    call.setLeadMs(60_000);
    call.setLeadMs = () => {};
  },
};

export function troubleCalls(): void {
  const { attach } = LiveCall.prototype;
  const troubled = new WeakSet<LiveCall>();
  LiveCall.prototype.attach = function (this: LiveCall, ...stream) {
    const { parts } = this as unknown as { parts: CallParts };
    if (!troubled.has(this)) TROUBLES[this.pin.from]?.(this, parts.voices as Voice[]);
    troubled.add(this);
    return attach.apply(this, stream);
  };
}

/** The second in the list speaks with another voice, so that one can hear which it was. */
function replaceFirst(voices: Voice[], trouble: (voice: Voice) => Voice): void {
  const first = voices[0];
  if (first) voices.splice(0, voices.length, trouble(first), embeddedVoice({ voice: "slt" }));
}

const down = (voice: Voice): Voice => ({
  ...voice,
  synthesize(_, sink) {
    sink.fault({ code: "voice-refused", message: "The lab's voice is down", retryable: false, provider: voice.id });
    return { cancel: () => {} };
  },
});

const DIES_AFTER_BYTES = 600 * 8;

/** Under another name: nothing that it would say was spoken ahead. */
const dying = (voice: Voice): Voice => ({
  ...voice,
  id: "lab/dying",
  synthesize(request, sink) {
    let left = DIES_AFTER_BYTES;
    const audio = (bytes: Uint8Array): void => {
      if (left > 0) sink.audio(bytes.subarray(0, left));
      left -= bytes.length;
    };
    return voice.synthesize(request, { ...sink, audio, done: () => {} });
  },
});

/** Callers of the other stories book for tomorrow. */
const SLOW_FROM_MS = 10 * 24 * 3_600_000;

/** A calendar that answers for the next days, and never for those far away. */
export function slowCalendar(store: Store): Store {
  const query = store.pool.query.bind(store.pool) as (...args: unknown[]) => unknown;
  const slow = (...args: unknown[]): unknown => {
    const from = Array.isArray(args[1]) ? args[1][1] : null;
    const asksCalendar = typeof args[0] === "string" && args[0].includes("FROM bookings WHERE calendar");
    const isFar = from instanceof Date && from.getTime() > Date.now() + SLOW_FROM_MS;
    return asksCalendar && isFar ? new Promise(() => {}) : query(...args);
  };
  const pool = new Proxy(store.pool, {
    get: (target, name) => {
      if (name === "query") return slow;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...store, pool };
}
