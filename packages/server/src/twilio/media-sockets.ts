/**
 * Media streams: who may open one, the ticket, and then a leg for the call. Twilio signs its upgrade; the browser phone,
 * which speaks the same protocol, comes from a page of ours.
 */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  explainTwilioFault,
  serveTwilioSocket,
  type TwilioFaultCode,
  type TwilioLeg,
  type TwilioSession,
  type TwilioStart,
  twilioFault,
} from "@offhook/carrier-twilio";
import type { TransferOutcome } from "@offhook/engine/conversation";
import type { LegSink, Result } from "@offhook/engine/ports";
import { WebSocketServer } from "ws";
import { checkBrowser, isBrowserPhone } from "../browser/browser-phone.ts";
import type { CallRegistry } from "../calls/call-registry.ts";
import { realClock } from "../calls/real-clock.ts";
import { type CallRow, type Carrier, findCallByCarrierId } from "../store/index.ts";
import { checkUpgrade } from "./signed-request.ts";
import type { TwilioDesk } from "./twilio-desk.ts";

/** Twilio's messages are 300 bytes; 1 MiB is the carrier's own limit for one. */
const LARGEST_MESSAGE_BYTES = 1_048_576;
/** Twilio says in which order its messages are, so nothing is gained by compressing 300 bytes. */
const SOCKET_OPTIONS = { noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false } as const;

export interface StreamSource {
  accountSid: string;
  carrier: Carrier;
}

interface ArrivedStream {
  start: TwilioStart;
  leg: TwilioLeg;
  from: StreamSource;
  cameAtMs: number;
}

export class MediaSockets {
  private readonly server = new WebSocketServer(SOCKET_OPTIONS);
  private readonly desk: TwilioDesk;
  private readonly registry: CallRegistry;
  /** Streams of one call take their turns: two at once would each make a call of its own. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(desk: TwilioDesk, registry: CallRegistry) {
    this.desk = desk;
    this.registry = registry;
  }

  /** Throws where the signature does not fit, or the page is another site's. */
  async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { config, accounts } = this.desk.context;
    const from = isBrowserPhone(request)
      ? checkBrowser(request, config.publicUrl)
      : (await accounts.believe((known) => checkUpgrade(request, known, config.publicUrl))).account;
    this.server.handleUpgrade(request, socket, head, (webSocket) => {
      const session: TwilioSession = serveTwilioSocket(webSocket, {
        clock: realClock,
        onStart: (start, leg) => {
          const stream = { start, leg, from, cameAtMs: realClock.nowMs() };
          this.inTurn(start.callSid, () => this.admit(session, stream)).catch((error: unknown) => {
            this.desk.context.logger.error({ problem: String(error) }, "stream-not-admitted");
            session.refuse();
          });
        },
        onFault: (fault) => this.desk.context.metrics.providerFaultsTotal.inc({ provider: "twilio", code: fault.code }),
      });
    });
  }

  private async admit(session: TwilioSession, stream: ArrivedStream): Promise<void> {
    const opened = await this.open(stream);
    if (opened.ok) return session.accept(opened.value);
    const { logger, metrics } = this.desk.context;
    const { code } = opened.fault;
    logger.warn({ code, ...explainTwilioFault(code) }, "stream-refused");
    metrics.providerFaultsTotal.inc({ provider: "twilio", code });
    session.refuse();
  }

  private async inTurn(callSid: string, work: () => Promise<void>): Promise<void> {
    const before = this.turns.get(callSid) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.turns.set(callSid, mine);
    await mine.finally(() => {
      if (this.turns.get(callSid) === mine) this.turns.delete(callSid);
    });
  }

  private async open({ start, leg, from, cameAtMs }: ArrivedStream): Promise<Result<LegSink>> {
    if (start.accountSid !== from.accountSid) return refused("stream-of-other-account");
    const ticket = await this.desk.tickets.redeem(start.customParameters.ticket ?? "", start.callSid, Date.now());
    if (!ticket.ok) return ticket;
    const call = await findCallByCarrierId(this.desk.context.store, from.carrier, start.callSid);
    if (!call) return refused("stream-of-unknown-call");
    const owned = await this.registry.own(call, start.streamSid);
    if (!owned.ok) return owned;
    const { hosted, epoch, resumed } = owned.value;
    const sink = hosted.live.attach(leg, { epoch, resumed, cameAtMs });
    const outcome = transferOutcome(start.customParameters.transfer);
    if (outcome) hosted.live.transferSettled(outcome);
    return { ok: true, value: this.noting(sink, start.streamSid, from.carrier === "browser" ? call : null) };
  }

  /** Puts the stream's end on record besides telling the call. A page that is closed (`web`) does not come back. */
  private noting(sink: LegSink, streamId: string, web: CallRow | null): LegSink {
    return {
      ...sink,
      ended: (because) => {
        this.registry.streamEnded(streamId, because);
        sink.ended(because);
        if (web) void this.desk.callerGone(web).catch(() => {});
      },
    };
  }

  closeAll(): void {
    for (const socket of this.server.clients) socket.close(1001);
  }
}

const refused = (code: TwilioFaultCode): Result<never> => ({ ok: false, fault: twilioFault(code) });

const OUTCOMES: readonly string[] = ["busy", "no-answer", "failed", "canceled"];

const transferOutcome = (text: string | undefined): TransferOutcome | null =>
  text !== undefined && OUTCOMES.includes(text) ? (text as TransferOutcome) : null;
