/**
 * One media stream's socket, from its opening to its end. Knows what may follow what; knows no call and no ticket.
 *
 *   opened ──connected──▶ connected ──start──▶ deciding ──accept()──▶ live ──stop | close | lost──▶ ended
 *
 * Strangers reach this socket: before `start` anything unexpected closes it, after it a bad message is counted and ignored.
 */
import type { Clock, Fault, LegSink, Timer } from "@offhook/engine/ports";
import { CallerAudio } from "./caller-audio.ts";
import { type TwilioFaultCode, twilioFault } from "./faults.ts";
import { Pace } from "./pace.ts";
import { parseTwilioFrame } from "./parse-twilio-frame.ts";
import type { TwilioFrame, TwilioStart } from "./twilio-frame.ts";
import { type TextTransport, TwilioLeg } from "./twilio-leg.ts";

export const SESSION_DEFAULTS = Object.freeze({
  /** DESIGN §10: a socket without `start` within 5 s is closed. */
  startDeadlineMs: 5_000,
  /** Messages kept while the ticket is looked up: 5 s of audio. */
  backlogMessages: 250,
  /** A dialler sends 12 keys a second at the most, and nobody sends a hundred. */
  keys: Object.freeze({ burst: 100, perSecond: 12 }),
});

/** RFC 6455 close codes. */
const CLOSE_NORMAL = 1000;
const CLOSE_POLICY = 1008;

export interface TwilioSessionOptions {
  transport: TextTransport;
  clock: Clock;
  /** The stream has introduced itself. Check ticket and account, then call `accept` or `refuse`, now or later. */
  onStart(start: TwilioStart, leg: TwilioLeg): void;
  /** Each fault as it happens; `faultCounts` has the sums. */
  onFault?(fault: Fault): void;
  startDeadlineMs?: number;
}

type Phase = "opened" | "connected" | "deciding" | "live" | "ended";
type EndedBecause = Parameters<LegSink["ended"]>[0];

export class TwilioSession {
  private readonly options: TwilioSessionOptions;
  private readonly startDeadline: Timer;
  private readonly counts = new Map<string, number>();
  private readonly callerAudio: CallerAudio;
  private readonly keyPace: Pace;
  private startedAtMs = 0;
  private phase: Phase = "opened";
  private leg: TwilioLeg | null = null;
  private sink: LegSink | null = null;
  private backlog: TwilioFrame[] = [];
  /** Why the stream ended, if that is known before the sink is there to hear it. */
  private endedBecause: EndedBecause | null = null;
  private closingBecause: EndedBecause | null = null;

  constructor(options: TwilioSessionOptions) {
    this.options = options;
    const { clock, startDeadlineMs = SESSION_DEFAULTS.startDeadlineMs } = options;
    this.startDeadline = clock.at(clock.nowMs() + startDeadlineMs, () => this.rejectSocket("twilio-start-timeout"));
    this.keyPace = new Pace(SESSION_DEFAULTS.keys);
    this.callerAudio = new CallerAudio(
      {
        audio: (bytes, audioMs) => this.sink?.audio(bytes, audioMs),
        irregular: (code) => this.count(code),
      },
      () => clock.nowMs() - this.startedAtMs,
    );
  }

  /** How often each named fault occurred on this socket. */
  faultCounts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }

  /** One text message came in. */
  receive(text: string): void {
    if (this.phase === "ended") {
      // A peer may still send while its close is under way; after `stop` it may not.
      if (this.endedBecause === "caller-hung-up") this.count("twilio-frame-after-stop");
      return;
    }
    if (this.closingBecause !== null) return;
    const parsed = parseTwilioFrame(text, this.leg?.streamId);
    if (parsed.ok) this.follow(parsed.value);
    else if (this.leg === null) this.rejectSocket(parsed.fault.code as TwilioFaultCode);
    else this.note(parsed.fault);
  }

  /** A binary message came in: never Twilio's. */
  receiveBinary(): void {
    if (this.leg === null) this.rejectSocket("twilio-frame-binary");
    else this.count("twilio-frame-binary");
  }

  /** The ticket was good: from here on the sink hears everything, what came meanwhile first. */
  accept(sink: LegSink): void {
    if (this.sink !== null) throw new Error("a stream is accepted once");
    if (this.closingBecause !== null) throw new Error("a refused stream cannot be accepted");
    this.sink = sink;
    if (this.phase === "deciding") this.phase = "live";
    const waiting = this.backlog;
    this.backlog = [];
    for (const frame of waiting) this.deliver(frame);
    if (this.endedBecause !== null) {
      this.callerAudio.flush();
      sink.ended(this.endedBecause);
    }
  }

  /** The ticket was not good: closes the socket, and nobody hears of the stream. */
  refuse(): void {
    this.closeSocket("closed", CLOSE_POLICY);
  }

  /** Another stream has taken the call over. */
  replace(): void {
    this.closeSocket("replaced", CLOSE_NORMAL);
  }

  /** The socket is closed, whoever did it. */
  transportClosed(): void {
    this.end(this.closingBecause ?? "carrier-lost");
  }

  private follow(frame: TwilioFrame): void {
    if (frame.event === "connected" && this.phase === "opened") {
      this.phase = "connected";
    } else if (frame.event === "start" && this.phase === "connected") {
      this.begin(frame.start);
    } else if (this.leg === null) {
      this.rejectSocket("twilio-frame-out-of-order");
    } else if (frame.event === "connected" || frame.event === "start") {
      this.count("twilio-frame-out-of-order");
    } else if (this.phase === "live") {
      this.deliver(frame);
    } else {
      this.keep(frame);
    }
  }

  private begin(start: TwilioStart): void {
    this.startDeadline.cancel();
    this.phase = "deciding";
    this.startedAtMs = this.options.clock.nowMs();
    this.leg = new TwilioLeg(start.streamSid, this.options.transport, {
      onStuck: () => this.abandon(),
      onClose: () => this.closeSocket("closed", CLOSE_NORMAL),
    });
    this.options.onStart(start, this.leg);
  }

  private keep(frame: TwilioFrame): void {
    if (frame.event === "stop") {
      this.end("caller-hung-up");
      return;
    }
    this.backlog.push(frame);
    if (this.backlog.length <= SESSION_DEFAULTS.backlogMessages) return;
    this.backlog.shift();
    this.count("twilio-media-backlog");
  }

  private deliver(frame: TwilioFrame): void {
    if (frame.event === "media") this.callerAudio.push(frame);
    else if (frame.event === "mark") this.returnMark(frame.name);
    else if (frame.event === "dtmf") this.pressKey(frame.digit);
    else if (frame.event === "stop") this.end("caller-hung-up");
  }

  /** Each mark becomes a fact in the call's log: one that we never sent must not. */
  private returnMark(name: string): void {
    if (this.leg?.markReturned(name)) this.sink?.mark(name);
    else this.count("twilio-mark-unknown");
  }

  private pressKey(digit: string): void {
    if (this.keyPace.allows(this.options.clock.nowMs())) this.sink?.key(digit);
    else this.count("twilio-key-flood");
  }

  private rejectSocket(code: TwilioFaultCode): void {
    if (this.phase === "ended" || this.closingBecause !== null) return;
    this.count(code);
    this.closeSocket("closed", CLOSE_POLICY);
  }

  /** Twilio reads no more: the stream is as good as lost, and Twilio asks for the next one by itself. */
  private abandon(): void {
    if (this.closingBecause !== null) return;
    this.count("twilio-socket-stuck", true);
    this.closeSocket("carrier-lost", CLOSE_NORMAL);
  }

  private closeSocket(because: EndedBecause, code: number): void {
    this.startDeadline.cancel();
    this.leg?.detach();
    if (this.phase === "ended" || this.closingBecause !== null) return;
    this.closingBecause = because;
    this.options.transport.close(code);
  }

  private end(because: EndedBecause): void {
    this.startDeadline.cancel();
    this.leg?.detach();
    if (this.phase === "ended") return;
    this.phase = "ended";
    this.endedBecause = because;
    if (this.closingBecause === null) this.callerAudio.flush();
    this.sink?.ended(because);
    // Twilio closes after `stop`; whoever does not would send for ever.
    if (because === "caller-hung-up") this.options.transport.close(CLOSE_NORMAL);
  }

  private count(code: TwilioFaultCode, retryable = false): void {
    this.note(twilioFault(code, undefined, retryable));
  }

  private note(fault: Fault): void {
    this.counts.set(fault.code, (this.counts.get(fault.code) ?? 0) + 1);
    this.options.onFault?.(fault);
  }
}
