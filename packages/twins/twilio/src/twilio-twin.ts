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
import { type AccountOptions, TwinAccount } from "./account.ts";
import { CallRecording, type RecordingOrder } from "./call-recording.ts";
import type { Alert, AlertRequest, CallWorld, StatusCallback } from "./call-world.ts";
import { FrameTicker } from "./frame-ticker.ts";
import { type HttpTransport, realHttp } from "./http-transport.ts";
import { endCallback, routeOf } from "./inbound-route.ts";
import type { LineScript } from "./line-script.ts";
import type { OwnedNumber } from "./number-book.ts";
import type { NumberSettings } from "./number-settings.ts";
import { type OutboundOrder, runOutboundCall } from "./outbound-call.ts";
import { type CallerEar, DEFAULT_PERSON, type Person, silentEar } from "./person.ts";
import { RealClock } from "./real-clock.ts";
import { realSockets } from "./real-sockets.ts";
import type { RestAnswer, RestErrorCode, RestRequest } from "./rest-answers.ts";
import { answerRest } from "./rest-api.ts";
import type { TwinMessage } from "./rest-messages.ts";
import { type RestServer, serveRest } from "./rest-server.ts";
import { answerInTrouble, type RestTrouble } from "./rest-trouble.ts";
import { runTwiml } from "./run-twiml.ts";
import { hexDigits, newSid, type Random, seededRandom } from "./seeded-random.ts";
import type { SocketTransport } from "./socket-transport.ts";
import { TRIAL_LIMITS } from "./trial-account.ts";
import { TwinCall } from "./twin-call.ts";
import { type Webhook, WebhookSender } from "./webhook-sender.ts";

export interface TwilioTwinOptions extends AccountOptions {
  /** Made from the seed if left out. */
  accountSid?: string;
  authToken?: string;
  clock?: Clock;
  http?: HttpTransport;
  sockets?: SocketTransport;
  /** Same seed, same identifiers and same line faults; left out, every twin is another. */
  seed?: number;
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
  /** In place of the number's own webhook, fallback and StatusCallback. */
  voiceUrl?: string;
  fallbackUrl?: string;
  statusCallback?: string;
  caller?: CallerEar;
  line?: LineScript;
}

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
  readonly recordings: CallRecording[] = [];
  /** Its numbers, whom it may call, and whether it may call at all. */
  readonly account: TwinAccount;
  /** For what no call is made of, so that calls are the same with and without it. */
  private readonly paperRandom: Random;
  private readonly options: TwilioTwinOptions;
  private readonly world: CallWorld;
  private readonly people = new Map<string, Person>();
  private readonly callsBySid = new Map<string, TwinCall>();
  private readonly restTroubles: RestTrouble[] = [];
  private restServer: RestServer | null = null;

  constructor(options: TwilioTwinOptions = {}) {
    this.options = options;
    this.clock = options.clock ?? new RealClock();
    const seed = options.seed ?? randomInt(2 ** 32);
    this.random = seededRandom(seed);
    this.paperRandom = seededRandom(seed ^ 0x5a5a5a5a);
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
    this.account = new TwinAccount(options, this.paperRandom, () => this.nowMs());
    this.world = this.makeWorld();
  }

  nowMs(): number {
    return this.clock.nowMs();
  }

  /** A person calls one of our numbers: it goes where the number leads, unless `voiceUrl` says otherwise. */
  placeCall({ from, to, voiceUrl, fallbackUrl, statusCallback, caller = silentEar(), line }: PlaceCall): TwinCall {
    const number = this.account.numbers.find(to);
    const own = number === undefined ? null : routeOf(number);
    const route = voiceUrl === undefined ? own : { source: { url: voiceUrl, fallbackUrl } };
    const call = new TwinCall(this.world, {
      ...{ direction: "inbound", from, to, ear: caller, line, phoneNumberSid: number?.sid },
      statusCallback: statusCallback === undefined ? route?.statusCallback : endCallback(statusCallback),
    });
    const refusal = this.refusesInbound(from);
    this.add(call);
    call.tell({ type: "ringing" });
    if (refusal !== null) this.refuse(call, refusal, "busy");
    else if (route === null) call.end("failed", "number-leads-nowhere");
    else void runTwiml(call, route.source);
    return call;
  }

  /** A number that the account has from now on, with settings named as the API names them (`VoiceUrl`). */
  addNumber(phoneNumber: string, settings: Partial<NumberSettings> = {}): OwnedNumber {
    return this.account.numbers.add(phoneNumber, settings);
  }

  record(call: TwinCall, order: RecordingOrder): CallRecording {
    const recording = new CallRecording(call, order);
    this.recordings.push(recording);
    return recording;
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
    const answer = () => answerRest(this, request);
    return trouble === undefined ? answer() : answerInTrouble(trouble, answer);
  }

  /** The next requests to the API meet these, in order. */
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
    const isOneTooMany = this.account.isTrial && this.callsUnderWay >= TRIAL_LIMITS.callsAtOnce;
    this.add(call);
    if (isOneTooMany) this.refuse(call, 10_004, "failed");
    else void runOutboundCall(call, order);
    return call;
  }

  /** Twilio's error for a call that this account may not make; the debugger shows a number that is not verified. */
  refusesCall(to: string, from: string): RestErrorCode | null {
    if (!this.account.isActive) return 20005;
    if (!this.account.mayCallAs(from)) return 21210;
    if (this.account.mayReach(to)) return null;
    this.world.alert(21_219, null, "the number to call is not verified");
    return 21219;
  }

  private get callsUnderWay(): number {
    return this.calls.filter((call) => !call.isOver).length;
  }

  /** The code that the debugger shows. What the caller hears is not in Twilio's documents. */
  private refusesInbound(from: string): number | null {
    if (!this.account.isActive) return 10_001;
    if (!this.account.mayReach(from)) return 21_219;
    return this.account.isTrial && this.callsUnderWay >= TRIAL_LIMITS.callsAtOnce ? 10_004 : null;
  }

  private refuse(call: TwinCall, code: number, status: "busy" | "failed"): void {
    call.alert(code, "the account may not take part in this call");
    call.end(status, this.account.isTrial ? "trial-account" : "account-not-active");
  }

  private add(call: TwinCall): void {
    this.calls.push(call);
    this.callsBySid.set(call.sid, call);
  }

  /** Something whose answer does not matter; a failure becomes an alert. */
  async tellServer(webhook: Webhook, callSid: string | null, what: string): Promise<void> {
    const answer = await this.webhooks.send(webhook);
    if (answer.ok) return;
    const request: AlertRequest = { url: answer.url, method: webhook.method ?? "POST" };
    this.world.alert(answer.errorCode, callSid, `${what}: ${answer.why}`, request);
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
      trial: this.account.isTrial,
      sayVoice: options.sayVoice ?? null,
      person: (number) => this.person(number),
      alert: (code, callSid, detail, request) => {
        const sid = newSid("NO", this.paperRandom);
        this.alerts.push({ sid, atMs: clock.nowMs(), code, callSid, detail, request: request ?? null });
      },
      tellServer: (webhook, callSid, what) => this.tellServer(webhook, callSid, what),
      record: (call, order) => this.record(call, order),
      dialLeg: (parent, { number: to, callerId: from, ear, statusCallback }) => {
        const whose = { direction: "outbound-dial", from, to, parentCallSid: parent.sid } as const;
        const leg = new TwinCall(this.world, { ...whose, ear, statusCallback });
        this.add(leg);
        return leg;
      },
    };
  }
}
