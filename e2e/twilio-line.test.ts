/** The Twilio carrier against the Twilio twin: neither knows the other, both know the protocol. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  connectStream,
  emptyTwiml,
  MemoryTicketStore,
  type NewCall,
  readVoiceWebhook,
  say,
  serveTwilioSocket,
  signedParams,
  TwilioRest,
  TwilioSession,
  twiml,
  verifyTwilioSignature,
} from "@offhook/carrier-twilio";
import type { Leg, LegSink } from "@offhook/engine/ports";
import {
  type CallerEar,
  type HttpRequest,
  type HttpResponse,
  type LineScript,
  memoryHttp,
  memorySockets,
  RealClock,
  SILENT_FRAME,
  TwilioTwin,
  VirtualClock,
} from "@offhook/twin-twilio";
import { describe, expect, it } from "vitest";
import { WebSocketServer } from "ws";

const HOST = "voice.example.com";
const FROM = "+15550001111";
const TO = "+15550002222";

/** What one stream told the agent. */
class Agent implements LegSink {
  readonly frames: { bytes: Uint8Array; audioMs: number }[] = [];
  readonly marks: string[] = [];
  readonly keys: string[] = [];
  readonly ends: string[] = [];
  /** Settle with the first mark and with the end. */
  readonly marked: Promise<void>;
  readonly ending: Promise<string>;
  private tellMarked: () => void = () => {};
  private tellEnding: (because: string) => void = () => {};
  readonly leg: Leg;
  readonly parameters: Readonly<Record<string, string>>;
  constructor(leg: Leg, parameters: Readonly<Record<string, string>>) {
    this.leg = leg;
    this.parameters = parameters;
    this.marked = new Promise((resolve) => {
      this.tellMarked = resolve;
    });
    this.ending = new Promise((resolve) => {
      this.tellEnding = resolve;
    });
  }
  audio(bytes: Uint8Array, audioMs: number) {
    this.frames.push({ bytes, audioMs });
  }
  mark(name: string) {
    this.marks.push(name);
    this.tellMarked();
  }
  key(digit: string) {
    this.keys.push(digit);
  }
  ended(because: string) {
    this.ends.push(because);
    this.tellEnding(because);
  }
  heard(): Uint8Array {
    return Buffer.concat(this.frames.map(({ bytes }) => bytes));
  }
}

/** A person who counts: every frame is filled with the next number. */
function countingCaller(): CallerEar {
  let frames = 0;
  return { nextFrame: () => new Uint8Array(160).fill(frames++ % 250), hear: () => {} };
}

/** A server of the size that the protocol needs. */
function setUp(options: { line?: LineScript; resume?: string } = {}) {
  const clock = new VirtualClock();
  const tickets = new MemoryTicketStore();
  const agents: Agent[] = [];
  const sessions: TwilioSession[] = [];
  const refused: string[] = [];
  const sid = `AC${"0123456789abcdef".repeat(2)}`;
  const token = "f".repeat(32);

  async function webhook(request: HttpRequest): Promise<HttpResponse> {
    const form = new URLSearchParams(request.body);
    const signature = request.headers["x-twilio-signature"];
    const verified = verifyTwilioSignature([token], { signature, url: request.url, params: signedParams(form) });
    if (!verified.ok) return { status: 403, body: verified.fault.code };
    const call = readVoiceWebhook(form);
    if (!call.ok) return { status: 400, body: call.fault.code };
    if (request.url.endsWith("/twilio/resume") && options.resume !== "stream") return xml(options.resume ?? emptyTwiml);
    const ticket = await tickets.issue(call.value.callSid, clock.nowMs());
    const action = options.resume ? "/twilio/resume" : undefined;
    return xml(twiml(connectStream({ url: `wss://${HOST}/twilio/media`, parameters: { ticket }, action })));
  }

  const sockets = memorySockets(({ url, headers }, peer) => {
    const verified = verifyTwilioSignature([token], { signature: headers["x-twilio-signature"], url });
    if (!verified.ok) return { status: 403 };
    const session = new TwilioSession({
      clock,
      transport: peer,
      onStart: (start, leg) => {
        void tickets.redeem(start.customParameters.ticket ?? "", start.callSid, clock.nowMs()).then((redeemed) => {
          if (!redeemed.ok) {
            refused.push(redeemed.fault.code);
            session.refuse();
            return;
          }
          const agent = new Agent(leg, start.customParameters);
          agents.push(agent);
          session.accept(agent);
        });
      },
    });
    sessions.push(session);
    return { text: (text) => session.receive(text), closed: () => session.transportClosed() };
  });

  const twin = new TwilioTwin({ clock, http: memoryHttp(webhook, clock), sockets, accountSid: sid, authToken: token });
  const place = (caller: CallerEar = countingCaller()) =>
    twin.placeCall({ from: FROM, to: TO, voiceUrl: `https://${HOST}/twilio/voice`, caller, line: options.line });
  return { clock, twin, place, agents, sessions, refused, tickets };
}

function xml(body: string): HttpResponse {
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined || items.length !== 1) throw new Error(`expected one, found ${items.length}`);
  return item;
}

describe("a call over a good line", () => {
  it("carries every byte of both sides, unchanged and in place", async () => {
    const { clock, place, agents } = setUp();
    const call = place();
    await clock.advanceBy(100);
    const agent = only(agents);
    const speech = new Uint8Array(1_000).map((_, at) => at % 251);
    agent.leg.send(speech);
    agent.leg.mark("said");
    await clock.advanceBy(300);
    call.hangUp();
    await clock.runUntilIdle();

    expect(Buffer.from(agent.heard()).equals(Buffer.from(call.spoken))).toBe(true);
    expect(agent.frames.map(({ audioMs }) => audioMs)).toEqual(agent.frames.map((_, at) => at * 20));
    const begins = Buffer.from(call.heard).indexOf(Buffer.from(speech));
    expect(begins % 160).toBe(0);
    expect(agent.marks).toEqual(["said"]);
    expect(agent.ends).toEqual(["caller-hung-up"]);
    expect(call.status).toBe("completed");
  });

  it("passes keys, and marks that are cleared come back at once", async () => {
    const { clock, place, agents } = setUp();
    const call = place();
    await clock.advanceBy(100);
    const agent = only(agents);
    agent.leg.send(new Uint8Array(16_000).fill(7));
    agent.leg.mark("one");
    agent.leg.send(new Uint8Array(16_000).fill(8));
    agent.leg.mark("two");
    call.pressKey("5");
    await clock.advanceBy(200);
    expect(agent.marks).toEqual([]);
    agent.leg.clear();
    agent.leg.mark("fence");
    await clock.advanceBy(20);
    expect(agent.marks).toEqual(["one", "two", "fence"]);
    expect(agent.keys).toEqual(["5"]);
    call.hangUp();
    await clock.runUntilIdle();
  });

  it("ends our side and goes on where the action says", async () => {
    const { clock, place, agents } = setUp({ resume: twiml(say("Goodbye.")) });
    const call = place();
    await clock.advanceBy(100);
    only(agents).leg.close();
    await clock.runUntilIdle();
    expect(only(agents).ends).toEqual(["closed"]);
    expect(call.said).toEqual(["Goodbye."]);
    expect(call.status).toBe("completed");
  });
});

describe("a stream that should not be", () => {
  it("is refused when its ticket belongs to another call", async () => {
    const { clock, twin, agents, refused, tickets } = setUp();
    const stolen = await tickets.issue(`CA${"9".repeat(32)}`, clock.nowMs());
    const source = twiml(connectStream({ url: `wss://${HOST}/twilio/media`, parameters: { ticket: stolen } }));
    const answer = twin.rest(restRequest(twin, { to: FROM, from: TO, twiml: source }));
    expect(answer.status).toBe(201);
    await clock.runUntilIdle();
    expect(refused).toEqual(["ticket-wrong-call"]);
    expect(agents).toEqual([]);
  });
});

describe("a bad line", () => {
  it("loses a socket in mid-sentence: the call asks again, and a second stream goes on with the same call", async () => {
    const { clock, place, agents } = setUp({ line: { dropAtMs: 1_000 }, resume: "stream" });
    const call = place();
    await clock.advanceBy(1_500);
    const [first, second] = agents;
    expect(first?.ends).toEqual(["carrier-lost"]);
    expect(call.streams.map(({ endedBecause }) => endedBecause)).toEqual(["line-dropped", null]);
    second?.leg.send(new Uint8Array(160).fill(3));
    await clock.advanceBy(100);
    expect(call.heard.filter((byte) => byte === 3)).toHaveLength(160);
    call.hangUp();
    await clock.runUntilIdle();
    expect(second?.ends).toEqual(["caller-hung-up"]);
  });

  it("with lost frames gives silence of the same length, so that nothing shifts", async () => {
    const { clock, place, agents } = setUp({
      line: { lossPercent: 5, jitterMs: 200, stalls: [{ atMs: 900, forMs: 1_000 }] },
    });
    const call = place();
    await clock.advanceBy(5_000);
    call.hangUp();
    await clock.runUntilIdle();
    const frames = only(agents).frames;
    expect(frames.length * 160).toBeGreaterThan(0.95 * call.spoken.length);
    let silent = 0;
    // By its own place: a beginning that was lost is not filled, and the first frame then stands later.
    for (const [at, { bytes, audioMs }] of frames.entries()) {
      if (bytes[0] === SILENT_FRAME[0]) silent += 1;
      else expect(bytes[0]).toBe(call.spoken[audioMs * 8]);
      expect(audioMs).toBe((frames[0]?.audioMs ?? 0) + at * 20);
    }
    expect(silent).toBeGreaterThan(0);
    expect(silent).toBeLessThan(40);
  });

  it("with doubled and overtaken messages still gives each frame once, in order", async () => {
    const { clock, place, agents, sessions } = setUp({ line: { duplicatePercent: 20, reorderPercent: 20 } });
    const call = place();
    await clock.advanceBy(5_000);
    call.hangUp();
    await clock.runUntilIdle();
    expect(Buffer.from(only(agents).heard()).equals(Buffer.from(call.spoken))).toBe(true);
    expect(sessions[0]?.faultCounts()["twilio-media-duplicate"]).toBeGreaterThan(10);
  });
});

describe("the REST client", () => {
  it("calls out, is told the call's course, and hangs up once", async () => {
    const { clock, twin, agents } = setUp();
    const rest = restOver(twin);
    twin.setPerson(FROM, { outcome: "answers", afterMs: 1_000 });
    const made = await rest.createCall({ to: FROM, from: TO, url: `https://${HOST}/twilio/voice` });
    if (!made.ok) throw new Error(made.fault.message);
    await clock.advanceBy(2_000);
    expect(only(agents).parameters.ticket).toHaveLength(22);
    expect(await rest.fetchCall(made.value.sid)).toMatchObject({ ok: true, value: { status: "in-progress" } });
    expect((await rest.updateCall(made.value.sid, { status: "completed" })).ok).toBe(true);
    const again = await rest.updateCall(made.value.sid, { status: "completed" });
    expect(again).toMatchObject({ ok: false, fault: { code: "twilio-21220", httpStatus: 400, retryable: false } });
    await clock.runUntilIdle();
    expect(only(agents).ends).toEqual(["caller-hung-up"]);
  });

  it("finds a call that Twilio made though its answer was lost, and makes no second one", async () => {
    const { clock, twin } = setUp();
    let lost = 0;
    const rest = restOver(twin, () => lost++ === 0);
    const made = await rest.createCall({ to: FROM, from: TO, url: `https://${HOST}/twilio/voice` });
    expect(made).toMatchObject({ ok: true, value: { sid: only(twin.calls).sid } });
    only(twin.calls).hangUp();
    await clock.runUntilIdle();
  });
});

describe("over real sockets, in real time", () => {
  it("a call out by REST is signed, answered, heard, and hung up", async () => {
    const token = "e".repeat(32);
    const heard = new Set<number>();
    const ear: CallerEar = {
      nextFrame: () => new Uint8Array(160).fill(3),
      hear: (frame) => void heard.add(frame[0] ?? 0),
    };
    const twin = new TwilioTwin({ authToken: token });
    twin.setPerson(FROM, { outcome: "answers", afterMs: 10, ear: () => ear });
    const server = await serveForReal(token);
    const rest = new TwilioRest({
      accountSid: twin.accountSid,
      authToken: token,
      baseUrl: await twin.listen(),
      sleep: async () => {},
    });
    twin.troubleRest("too-many", "error-after");
    const made = await rest.createCall({ to: FROM, from: TO, url: `${server.base}/voice` });
    if (!made.ok) throw new Error(made.fault.message);
    expect(twin.calls).toHaveLength(1);

    const agent = await server.agent;
    agent.leg.send(new Uint8Array(800).fill(9));
    agent.leg.mark("said");
    await agent.marked;
    expect(heard).toContain(9);
    expect(agent.heard()).toContain(3);
    await rest.updateCall(made.value.sid, { status: "completed" });
    expect(await agent.ending).toBe("caller-hung-up");
    await twin.close();
    await server.close();
  });

  it("a reset connection is a lost carrier, and the call asks what to do", async () => {
    const token = "e".repeat(32);
    const twin = new TwilioTwin({ authToken: token });
    const server = await serveForReal(token);
    const call = twin.placeCall({ from: FROM, to: TO, voiceUrl: `${server.base}/voice`, line: { resetAtMs: 60 } });
    const agent = await server.agent;
    expect(await agent.ending).toBe("carrier-lost");
    await call.ended;
    expect(server.asked).toEqual(["/voice", "/resume"]);
    await twin.close();
    await server.close();
  });
});

async function serveForReal(token: string) {
  const asked: string[] = [];
  let tell: (agent: Agent) => void = () => {};
  const agent = new Promise<Agent>((resolve) => {
    tell = resolve;
  });
  const http = createServer(async (incoming, outgoing) => {
    const form = new URLSearchParams(await text(incoming));
    const signature = String(incoming.headers["x-twilio-signature"]);
    const url = base + incoming.url;
    asked.push(incoming.url ?? "");
    const verified = verifyTwilioSignature([token], { signature, url, params: signedParams(form) });
    const stream = connectStream({ url: `${base.replace("http", "ws")}/media`, action: "/resume" });
    outgoing.writeHead(verified.ok ? 200 : 403, { "content-type": "text/xml" });
    outgoing.end(incoming.url === "/voice" ? twiml(stream) : emptyTwiml);
  });
  const sockets = new WebSocketServer({ server: http });
  sockets.on("connection", (socket, request) => {
    const url = `${base.replace("http", "ws")}${request.url}`;
    const signature = String(request.headers["x-twilio-signature"]);
    if (!verifyTwilioSignature([token], { signature, url }).ok) throw new Error("signature");
    const session = serveTwilioSocket(socket, {
      clock: new RealClock(),
      onStart: (start, leg) => {
        const met = new Agent(leg, start.customParameters);
        session.accept(met);
        tell(met);
      },
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const close = async () => {
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  };
  return { base, agent, asked, close };
}

function restOver(twin: TwilioTwin, loses: () => boolean = () => false): TwilioRest {
  return new TwilioRest({
    accountSid: twin.accountSid,
    authToken: twin.authToken,
    sleep: async () => {},
    wallClockMs: () => twin.nowMs(),
    exchange: async ({ method, url, headers, body = "" }) => {
      const answer = twin.rest({ method, path: url.replace("https://api.twilio.com", ""), headers, body });
      if (loses()) return { kind: "lost", because: "ECONNRESET" };
      return { kind: "answered", status: answer.status, body: JSON.stringify(answer.json) };
    },
  });
}

function restRequest(twin: TwilioTwin, call: NewCall) {
  const body = new URLSearchParams({ To: call.to, From: call.from, Twiml: call.twiml ?? "" }).toString();
  const authorization = `Basic ${Buffer.from(`${twin.accountSid}:${twin.authToken}`).toString("base64")}`;
  const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
  return { method: "POST", path: `/2010-04-01/Accounts/${twin.accountSid}/Calls.json`, headers, body };
}
