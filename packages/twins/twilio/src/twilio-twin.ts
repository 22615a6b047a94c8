/**
 * A stand-in of Twilio: telephone exchange, webhooks, TwiML, media streams and REST API of one account.
 *
 *   const twin = new TwilioTwin({ clock, http: realHttp, sockets: realSockets });
 *   const call = twin.placeCall({ from, to, voiceUrl: "http://127.0.0.1:3000/twilio/voice", caller });
 *   await call.ended;
 *
 * Its time is its clock's: with a `VirtualClock` and in-memory transports a call of three minutes takes milliseconds.
 * It knows Twilio's documents, and nothing of the code that it is there to test.
 */
import { randomInt } from "node:crypto";
import type { Clock } from "@offhook/engine/ports";
import type { Alert, CallWorld, StatusCallback } from "./call-world.ts";
import { FrameTicker } from "./frame-ticker.ts";
import { type HttpTransport, realHttp } from "./http-transport.ts";
import type { LineScript } from "./line-script.ts";
import { type OutboundOrder, runOutboundCall } from "./outbound-call.ts";
import { type CallerEar, DEFAULT_PERSON, type Person, silentEar } from "./person.ts";
import { RealClock } from "./real-clock.ts";
import { realSockets } from "./real-sockets.ts";
import { type RestAnswer, type RestErrorCode, type RestRequest, refusal } from "./rest-answers.ts";
import { answerRest } from "./rest-api.ts";
import type { TwinMessage } from "./rest-messages.ts";
import { type RestServer, serveRest } from "./rest-server.ts";
import { runTwiml } from "./run-twiml.ts";
import { hexDigits, newSid, type Random, seededRandom } from "./seeded-random.ts";
import type { SocketTransport } from "./socket-transport.ts";
import { TwinCall } from "./twin-call.ts";
import { WebhookSender } from "./webhook-sender.ts";

export interface TwilioTwinOptions {
  /** Made from the seed if left out. */
  accountSid?: string;
  authToken?: string;
  clock?: Clock;
  http?: HttpTransport;
  sockets?: SocketTransport;
  /** Same seed, same identifiers and same line faults; left out, every twin is another. */
  seed?: number;
  accountType?: "Full" | "Trial";
  /** A trial account reaches these alone. */
  verifiedNumbers?: readonly string[];
  /** May be named as `From`; left out: any. */
  ownedNumbers?: readonly string[];
  /** False: `heard` and `spoken` stay empty, which saves 16 kB a second and call. */
  keepsAudio?: boolean;
  /** Every webhook comes twice under one idempotency token, as if Twilio had missed the first answer. */
  repeatsWebhooks?: boolean;
  /** What `<Say>` sounds like: µ-law 8 kHz. */
  sayVoice?: (text: string) => Uint8Array;
}

export interface PlaceCall {
  from: string;
  to: string;
  /** The number's webhook: ours. */
  voiceUrl: string;
  fallbackUrl?: string;
  /** Told at the call's end, as a number's StatusCallback is. */
  statusCallback?: string;
  caller?: CallerEar;
  line?: LineScript;
}

export type RestTrouble = "too-many" | "error-before" | "error-after";

export class TwilioTwin {
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly webhooks: WebhookSender;
  /** All calls and their legs, oldest first. */
  readonly calls: TwinCall[] = [];
  readonly messages: TwinMessage[] = [];
  readonly alerts: Alert[] = [];
  private readonly options: TwilioTwinOptions;
  private readonly world: CallWorld;
  private readonly people = new Map<string, Person>();
  private readonly callsBySid = new Map<string, TwinCall>();
  private readonly restTroubles: RestTrouble[] = [];
  private restServer: RestServer | null = null;

  constructor(options: TwilioTwinOptions = {}) {
    this.options = options;
    this.clock = options.clock ?? new RealClock();
    this.random = seededRandom(options.seed ?? randomInt(2 ** 32));
    this.accountSid = options.accountSid ?? newSid("AC", this.random);
    this.authToken = options.authToken ?? hexDigits(32, this.random);
    const { clock, random, accountSid, authToken } = this;
    this.webhooks = new WebhookSender({
      clock,
      random,
      accountSid,
      authToken,
      http: options.http ?? realHttp,
      repeats: options.repeatsWebhooks ?? false,
    });
    this.world = this.makeWorld();
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  /** A person calls one of our numbers. */
  placeCall({ from, to, voiceUrl, fallbackUrl, statusCallback, caller = silentEar(), line }: PlaceCall): TwinCall {
    const callback: StatusCallback | undefined = statusCallback
      ? { url: statusCallback, method: "POST", events: new Set(["completed"]) }
      : undefined;
    const call = new TwinCall(this.world, {
      direction: "inbound",
      from,
      to,
      ear: caller,
      statusCallback: callback,
      line,
    });
    this.add(call);
    call.tell({ type: "ringing" });
    if (this.mayReach(from)) void runTwiml(call, { url: voiceUrl, fallbackUrl });
    else call.end("busy", "trial-account");
    return call;
  }

  /** How the number behaves when it is called, by the API or by `<Dial>`. */
  setPerson(number: string, person: Person): void {
    this.people.set(number, person);
  }

  person(number: string): Person {
    return this.people.get(number) ?? DEFAULT_PERSON;
  }

  call(sid: string): TwinCall | undefined {
    return this.callsBySid.get(sid);
  }

  /** The REST API without a socket. */
  rest(request: RestRequest): RestAnswer {
    const trouble = this.restTroubles.shift();
    if (trouble === "too-many") return refusal(20429);
    if (trouble === "error-before") return refusal(20503);
    const answer = answerRest(this, request);
    return trouble === "error-after" ? refusal(20503) : answer;
  }

  /** The next requests to the API meet these, in order; `error-after`: it is done, but the answer says otherwise. */
  troubleRest(...troubles: readonly RestTrouble[]): void {
    this.restTroubles.push(...troubles);
  }

  /** The REST API on a port of this machine; resolves with its base address. */
  async listen(port = 0): Promise<string> {
    this.restServer = await serveRest(
      (request) => this.rest(request),
      () => newSid("RQ", this.random),
      port,
    );
    return this.restServer.baseUrl;
  }

  /** Ends every call, then the REST server. */
  async close(): Promise<void> {
    for (const call of this.calls) call.end("completed", "twin-closed");
    await this.restServer?.close();
  }

  startOutboundCall(start: {
    to: string;
    from: string;
    statusCallback?: StatusCallback;
    order: OutboundOrder;
  }): TwinCall {
    const { to, from, statusCallback, order } = start;
    const ear = this.person(to).ear?.() ?? silentEar();
    const call = new TwinCall(this.world, { direction: "outbound-api", from, to, ear, statusCallback });
    this.add(call);
    void runOutboundCall(call, order);
    return call;
  }

  /** Twilio's error for a call that this account may not make. */
  refusesCall(to: string, from: string): RestErrorCode | null {
    if (!this.owns(from)) return 21210;
    return this.mayReach(to) ? null : 21219;
  }

  owns(number: string): boolean {
    return this.options.ownedNumbers?.includes(number) ?? true;
  }

  mayReach(number: string): boolean {
    return this.options.accountType !== "Trial" || (this.options.verifiedNumbers?.includes(number) ?? false);
  }

  accountJson(): Record<string, unknown> {
    return {
      sid: this.accountSid,
      owner_account_sid: this.accountSid,
      friendly_name: "Twilio twin",
      status: "active",
      type: this.options.accountType ?? "Full",
      auth_token: this.authToken,
      date_created: "Mon, 05 Jan 2026 09:00:00 +0000",
      date_updated: "Mon, 05 Jan 2026 09:00:00 +0000",
      uri: `/2010-04-01/Accounts/${this.accountSid}.json`,
      subresource_uris: {},
    };
  }

  private add(call: TwinCall): void {
    this.calls.push(call);
    this.callsBySid.set(call.sid, call);
  }

  private makeWorld(): CallWorld {
    const { accountSid, authToken, clock, random, webhooks, options } = this;
    return {
      accountSid,
      authToken,
      clock,
      random,
      webhooks,
      ticker: new FrameTicker(clock),
      sockets: options.sockets ?? realSockets,
      keepsAudio: options.keepsAudio ?? true,
      trial: options.accountType === "Trial",
      sayVoice: options.sayVoice ?? null,
      person: (number) => this.person(number),
      alert: (code, callSid, detail) => {
        this.alerts.push({ atMs: clock.nowMs(), code, callSid, detail });
      },
      dialLeg: (parent, { number: to, callerId: from, ear, statusCallback }) => {
        const whose = { direction: "outbound-dial", from, to, parentCallSid: parent.sid } as const;
        const leg = new TwinCall(this.world, { ...whose, ear, statusCallback });
        this.add(leg);
        return leg;
      },
    };
  }
}
