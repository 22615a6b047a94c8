/** Which part of the core takes which input. */
import { onBargeInDecisionDue } from "./barge-in.ts";
import { onSpeechEnded, onSpeechPaused, onSpeechProgressed, onSpeechResumed, onSpeechStarted } from "./caller-sound.ts";
import { settleEndpoint } from "./caller-turn.ts";
import { type Ctx, decide } from "./ctx.ts";
import type { DeadlineName } from "./deadlines.ts";
import { onCallerMeant } from "./flow-brain.ts";
import { onTransferSettled } from "./hand-off.ts";
import { endCall, requestHangUp } from "./hang-up.ts";
import type { Input } from "./inputs.ts";
import { onKeyPressed, onKeysPause } from "./keys.ts";
import { onCallerHungUp, onCarrierLost, onStreamStarted } from "./line.ts";
import { onModelCalled, onModelEnded, onModelFailed, onModelSaid } from "./model-brain.ts";
import { onAudioSent, onMark, onMarkOverdue, onVoiceFailed, onVoiceOverdue, onVoiceReady } from "./playout.ts";
import { endForGood, onAlmostOver, onCallerSilent, onFillerDue, onReplyOverdue } from "./silence.ts";
import { onToolOverdue, onToolSettled } from "./tools.ts";
import { onFinal, onPartial, onTranscriptLate, onWordsQuiet } from "./transcripts.ts";

export function handle(ctx: Ctx, input: Input): void {
  switch (input.type) {
    case "call-started":
      ctx.s.pin = input.pin;
      ctx.s.disclosure = { ...ctx.s.disclosure, required: input.pin.assistant.disclosure !== null };
      return;
    case "stream-started":
      return onStreamStarted(ctx, input);
    case "carrier-lost":
      return onCarrierLost(ctx, input.because);
    case "move-requested":
      ctx.s.line = { ...ctx.s.line, moveBecause: input.because };
      return;
    case "caller-hung-up":
      return onCallerHungUp(ctx);
    case "transfer-settled":
      return onTransferSettled(ctx, input.outcome);
    case "tool-settled":
      return onToolSettled(ctx, input.toolRunId, input.outcome);
    case "hang-up-requested":
      if (input.because === "max-duration" || input.because === "budget-reached") return endForGood(ctx, input.because);
      return requestHangUp(ctx, input.because);
    case "deadline-reached":
      return DEADLINES[input.name](ctx);
    case "provider-faulted":
      return decide(ctx, "provider-faulted", { provider: input.provider, part: input.part, code: input.fault.code });
    case "provider-used":
      return;
    default:
      return handleSpeech(ctx, input);
  }
}

type SpeechInput = Extract<
  Input,
  {
    type:
      | `caller-speech-${string}`
      | `transcript-${string}`
      | "transcribers-exhausted"
      | `model-${string}`
      | `voice-${string}`
      | "caller-meant"
      | "key-pressed"
      | "audio-sent"
      | "mark-reached";
  }
>;

function handleSpeech(ctx: Ctx, input: SpeechInput): void {
  switch (input.type) {
    case "caller-speech-started":
      return onSpeechStarted(ctx, input);
    case "caller-speech-progressed":
      return onSpeechProgressed(ctx, input);
    case "caller-speech-paused":
      return onSpeechPaused(ctx, input);
    case "caller-speech-resumed":
      return onSpeechResumed(ctx);
    case "caller-speech-ended":
      return onSpeechEnded(ctx, input);
    case "transcript-partial":
      return onPartial(ctx, input);
    case "transcript-final":
      return onFinal(ctx, input);
    case "transcribers-exhausted":
      ctx.s.trouble = { ...ctx.s.trouble, transcribersGone: true };
      return;
    case "caller-meant":
      return onCallerMeant(ctx, input.understandId, input.meaning);
    case "key-pressed":
      return onKeyPressed(ctx, input.digit);
    case "model-said":
      return onModelSaid(ctx, input);
    case "model-called":
      return onModelCalled(ctx, input);
    case "model-ended":
      return onModelEnded(ctx, input);
    case "model-failed":
      return onModelFailed(ctx, input);
    case "voice-ready":
      return onVoiceReady(ctx, input);
    case "voice-failed":
      return onVoiceFailed(ctx, input);
    case "audio-sent":
      return onAudioSent(ctx, input);
    case "mark-reached":
      return onMark(ctx, input.mark);
  }
}

const DEADLINES: Readonly<Record<DeadlineName, (ctx: Ctx) => void>> = {
  endpoint: settleEndpoint,
  "words-quiet": onWordsQuiet,
  "transcript-late": onTranscriptLate,
  "barge-in-decision": onBargeInDecisionDue,
  filler: onFillerDue,
  "tool-silent": onFillerDue,
  "tool-overdue": onToolOverdue,
  "reply-overdue": onReplyOverdue,
  "caller-silent": onCallerSilent,
  "goodbye-grace": () => {}, // its time has come: settle hangs up
  "keys-pause": onKeysPause,
  "ask-again": () => {}, // its time has come: settle asks
  "move-due": () => {}, // its time has come: settle moves the call
  "resume-window": (ctx) => endCall(ctx, "carrier-lost"),
  "transfer-overdue": (ctx) => onTransferSettled(ctx, "failed"),
  "mark-overdue": onMarkOverdue,
  "voice-overdue": onVoiceOverdue,
  "almost-over": onAlmostOver,
  "max-duration": (ctx) => endForGood(ctx, "max-duration"),
};
