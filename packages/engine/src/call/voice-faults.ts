/** What can be wrong with a voice, whichever vendor's it is: what it says to an operator and how to fix it. */
import type { Fault } from "../ports.ts";

export interface VoiceFaultEntry {
  says: string;
  fix: string;
  retryable: boolean;
}

export const VOICE_FAULTS = Object.freeze({
  "voice-late": {
    says: "The voice sent no audio in time, and the next one spoke.",
    fix: "Look at the vendor's status and the network; a voice nearer to this server begins sooner.",
    retryable: true,
  },
  "voice-slow": {
    says: "The voice let wait for its first audio, and the next one was asked as well.",
    fix: "Nothing to do if it is rare; if it comes often, put another voice first or choose by latency.",
    retryable: true,
  },
  "voice-stalled": {
    says: "The voice stopped in the middle of a clause, and the next one spoke.",
    fix: "Usually passes; if it comes often, look at the vendor's status, or put another voice first.",
    retryable: true,
  },
  "voices-exhausted": {
    says: "No voice in the list could speak this.",
    fix: "Put the embedded voice last in the list: it needs no network.",
    retryable: false,
  },
  "voice-sent-header": {
    says: "The voice sent a WAV header before its audio; it was taken off.",
    fix: "Nothing to do: the caller did not hear it. Ask the vendor for raw audio to be rid of it.",
    retryable: false,
  },
  "voice-wrong-format": {
    says: "The voice sent something else than the audio it was asked for, and the next one spoke.",
    fix: "Set the voice's output format to the one that the call negotiated: µ-law at 8 kHz on the telephone.",
    retryable: false,
  },
  "voice-silence-first": {
    says: "The voice began with a long silence; it was cut short.",
    fix: "Nothing to do: the caller did not wait for it. Another model of the vendor may begin at once.",
    retryable: false,
  },
  "voice-wrong-pace": {
    says: "The voice took far too long, or far too short, for its words: its sample rate is probably another.",
    fix: "Compare the voice's output sample rate with the one that the call negotiated.",
    retryable: false,
  },
} satisfies Record<string, VoiceFaultEntry>);

export type VoiceFaultCode = keyof typeof VOICE_FAULTS;

/** `detail` is for the log. */
export function voiceFault(code: VoiceFaultCode, provider: string, detail: string): Fault {
  const { says, retryable } = VOICE_FAULTS[code];
  return { code, message: `${says} ${detail}`, retryable, provider };
}
