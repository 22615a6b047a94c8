/** Strangers, mistakes and a machine that lacks something, over real sockets: each is told clearly, and callers do not notice. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { follows, hangsUp, says, staysSilent, waitsForAgent } from "@offhook/callers";
import { TWILIO_FAULTS } from "@offhook/carrier-twilio";
import { spawnServer } from "@offhook/server";
import { signRequest } from "@offhook/twin-twilio";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getAssistant, publishAssistant } from "../../packages/server/src/store/assistants.ts";
import { audioStory } from "./audio-story.ts";
import { pause, sendBatch, until } from "./bad-batches.ts";
import { type LabDatabase, labDatabase } from "./bad-database.ts";
import { FORMS } from "./bad-forms.ts";
import { callOnFullDisk } from "./bad-full-disk.ts";
import { frame, Stranger } from "./bad-stranger.ts";
import { CallLab, type LabCall } from "./call-lab.ts";
import { childrenOf } from "./worker-of.ts";

const lab = new CallLab();
const stranger = new Stranger(lab);
const BATCHES = 5;
const BETWEEN_BATCHES_MS = 3_000;
const STALL_MS = 5_000;
let processes: number[] = [];
let database: LabDatabase;

beforeAll(async () => {
  await lab.open();
  processes = childrenOf(lab.server.process.pid ?? 0);
  database = await labDatabase(lab.dataFolder);
}, 120_000);

afterAll(async () => {
  await database?.store.close();
  await lab.close();
}, 30_000);

/** Hears the greeting, asks, and has heard the answer's beginning when it hangs up. */
const asks = () => follows([waitsForAgent(), says("What are your opening hours?"), staysSilent(7_000), hangsUp()]);

/** A person has heard who answers, has asked and has been answered, and the record of it is whole. */
function wasHealthy(call: LabCall): void {
  expect(call.person.problems).toEqual([]);
  expect(call.agentSaid).toMatch(/automated assistant of Riverside Dental.*open from nine/s);
  expect(call.call).toMatchObject({ status: "ended", endedReason: "caller-hung-up" });
  expect(call.events.map((item) => item.seq)).toEqual(call.events.map((_, index) => index + 1));
}

/** How often a fault was counted. */
async function faults(code: string): Promise<number> {
  const { text } = await stranger.get("/metrics");
  return Number(
    new RegExp(`offhook_provider_faults_total\\{provider="twilio",code="${code}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
  );
}

/** The database stands still once as many callers are speaking. */
function stallOf(calls: number): () => Promise<void> {
  let speaking = 0;
  let begin: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const stood = all.then(async () => {
    const goOn = database.stall();
    try {
      await pause(STALL_MS / 2);
      expect((await stranger.get("/health")).status).toBe(200);
      expect((await stranger.get("/ready")).text).toContain('"because":"no-database"');
      await pause(STALL_MS / 2);
    } finally {
      goOn();
    }
  });
  return () => {
    speaking += 1;
    if (speaking === calls) begin();
    return stood;
  };
}

async function callerSpeaks(carrierCallId: string): Promise<boolean> {
  const { items } = await lab.get<{ items: { id: string }[] }>(`/v1/calls?carrierCallId=${carrierCallId}`);
  return items[0] !== undefined && (await lab.events(items[0].id)).some(({ type }) => type === "caller-speech-started");
}

async function callThrough(stall: () => Promise<void>): Promise<{ call: LabCall; fromMs: number; toMs: number }> {
  const span = { fromMs: 0, toMs: 0 };
  const call = await lab.call(asks(), {
    during: async (twinCall) => {
      const heardMs = (): number => twinCall.heard.length / 8;
      await lab.until(() => callerSpeaks(twinCall.sid), 30_000);
      span.fromMs = heardMs();
      await stall();
      span.toMs = heardMs();
    },
  });
  return { call, ...span };
}

describe.runIf(process.platform === "linux").concurrent("strangers and mistakes", () => {
  it("10,000 spoiled messages in batches: after each a person calls, hears the greeting and an answer", async () => {
    const healthy: Promise<LabCall>[] = [];
    let sent = 0;
    for (let batch = 1; batch <= BATCHES; batch += 1) {
      const spoiled = await sendBatch(stranger, batch);
      expect(spoiled.sent).toBeGreaterThanOrEqual(1_000);
      sent += spoiled.sent;
      healthy.push(stranger.room(2).then(() => lab.call(asks())));
      const events = await lab.events(spoiled.callId);
      expect(events.map((item) => item.seq)).toEqual(events.map((_, index) => index + 1));
      await pause(BETWEEN_BATCHES_MS);
    }
    expect(sent).toBeGreaterThanOrEqual(10_000);
    for (const call of await Promise.all(healthy)) wasHealthy(call);
    const { text } = await stranger.get("/metrics");
    const codes = [...text.matchAll(/provider="twilio",code="([^"]+)"/g)].map(([, code]) => code ?? "");
    expect(codes.filter((code) => !(code in TWILIO_FAULTS))).toEqual([]);
    expect(codes).toEqual(expect.arrayContaining(["twilio-frame-malformed", "twilio-frame-binary", "ticket-unknown"]));
  }, 90_000);

  it.each(FORMS)("a webhook: $what", async ({ send, status, code }) => {
    const answer = await send(stranger);
    expect([answer.status, answer.code]).toEqual([status, code]);
    if (code !== undefined) expect(answer.fix).not.toBe("");
  });

  it("floods of webhooks are all answered, and make one call each", async () => {
    const callSid = stranger.newCallSid();
    const many = <T>(count: number, send: () => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, send));
    const [rung, unsigned, ended] = await Promise.all([
      many(100, () => stranger.post("/twilio/voice", stranger.form(callSid))),
      many(300, () => stranger.post("/twilio/voice", stranger.form(stranger.newCallSid()), { signature: null })),
      many(100, () =>
        stranger.post("/twilio/status", stranger.form(stranger.newCallSid(), { CallStatus: "completed" })),
      ),
    ]);
    expect(new Set(rung.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(unsigned.map(({ code }) => code))).toEqual(new Set(["twilio-signature-invalid"]));
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set([200]));
    const { items } = await lab.get<{ items: unknown[] }>(`/v1/calls?carrierCallId=${callSid}`);
    expect(items).toHaveLength(1);
    await stranger.hungUp(callSid);
  }, 30_000);

  it.each([
    ["no signature", {}],
    ["an invented signature", { "x-twilio-signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }],
    ["another address's signature", { "x-twilio-signature": signRequest("token", "wss://evil.example/twilio/media") }],
  ])("a stream with %s is refused", async (_what, headers) => {
    await expect(stranger.open(headers)).rejects.toThrow("HTTP 403");
  });

  it.each(["voice", "resume", "status", "recording", "sms", "media", "nothing"])(
    "/twilio/%s is closed to whoever is not Twilio",
    async (path) => {
      const form = stranger.form(stranger.newCallSid());
      const answers = [null, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="].map((signature) =>
        stranger.post(`/twilio/${path}`, form, { signature }),
      );
      for (const { status, code } of await Promise.all(answers)) {
        expect([status, code]).toEqual([403, "twilio-signature-invalid"]);
      }
    },
  );

  it("a text message, or a recording at Twilio, is acknowledged and nothing else", async () => {
    for (const path of ["sms", "recording"]) {
      const { status, text } = await stranger.post(`/twilio/${path}`, stranger.form(stranger.newCallSid()));
      expect([status, text]).toEqual([200, expect.stringMatching(/<Response\s*\/>|<Response><\/Response>/)]);
    }
    expect((await stranger.post("/twilio/nothing", stranger.form(stranger.newCallSid()))).status).toBe(404);
  });

  it("a ticket that is invented, used, another call's, expired or of another account opens nothing", async () => {
    const [mine, other] = [await stranger.ring(), await stranger.ring()];
    const refused = async (names: { callSid: string; ticket: string; accountSid?: string }, code: string) => {
      const before = await faults(code);
      const stream = await stranger.stream(names);
      stream.media();
      expect([await stream.closed, stream.received]).toEqual([1008, 0]);
      await until(async () => (await faults(code)) > before, `${code} was not counted`);
    };
    await refused({ ...mine, ticket: "invented" }, "ticket-unknown");
    await refused({ ...mine, ticket: other.ticket }, "ticket-wrong-call");
    await refused({ ...mine, accountSid: `AC${"0".repeat(32)}` }, "stream-of-other-account");
    await database.store.pool.query(
      "UPDATE tickets SET expires_at = now() - interval '1 s' WHERE carrier_call_id = $1",
      [other.callSid],
    );
    await refused(other, "ticket-expired");
    // Shown by others it stayed good for its own call, once.
    const stream = await stranger.stream(mine);
    await until(() => stream.received > 0, "the good ticket was not taken");
    await refused(mine, "ticket-used");
    expect(stream.closeCode).toBeNull();
    stream.stop();
    await Promise.all([stranger.hungUp(mine.callSid), stranger.hungUp(other.callSid)]);
  }, 30_000);

  it("a socket on which nothing starts is closed after five seconds", async () => {
    const startedMs = Date.now();
    const [mute, shy] = [await stranger.open(), await stranger.open()];
    shy.socket.send('{"event":"connected","protocol":"Call","version":"1.0.0"}');
    expect(await Promise.all([mute.closed, shy.closed])).toEqual([1008, 1008]);
    expect(Date.now() - startedMs).toBeGreaterThan(4_500);
    expect(Date.now() - startedMs).toBeLessThan(9_000);
    expect(await faults("twilio-start-timeout")).toBeGreaterThanOrEqual(2);
  }, 15_000);

  it("a second stream takes the call over, and the first one is let go; two at once make one call", async () => {
    const { callSid, ...first } = await stranger.ring();
    const tickets = [first.ticket, (await stranger.ring(callSid)).ticket, (await stranger.ring(callSid)).ticket];
    const one = await stranger.stream({ callSid, ticket: tickets[0] ?? "" });
    await until(() => one.received > 0, "the first stream was not taken");
    const both = await Promise.all(tickets.slice(1).map((ticket) => stranger.stream({ callSid, ticket })));
    const still = () => both.filter((stream) => stream.closeCode === null);
    const speech = setInterval(() => still().forEach((stream) => void stream.media()), 20);
    expect(await one.closed).toBe(1000);
    await until(() => still().length === 1 && (still()[0]?.received ?? 0) > 0, "one of the two goes on");
    clearInterval(speech);
    await stranger.hungUp(callSid);
    const events = await lab.events(first.callId);
    expect(events.filter(({ type }) => type === "call-started")).toHaveLength(1);
    expect(events.map((item) => item.seq)).toEqual(events.map((_, index) => index + 1));
    for (const stream of still()) stream.socket.terminate();
  }, 30_000);

  it("two streams that come at once when the call begins make one call", async () => {
    const { callSid, ...first } = await stranger.ring();
    const tickets = [first.ticket, (await stranger.ring(callSid)).ticket];
    const both = await Promise.all(tickets.map((ticket) => stranger.stream({ callSid, ticket })));
    const still = () => both.filter((stream) => stream.closeCode === null);
    const speech = setInterval(() => still().forEach((stream) => void stream.media()), 20);
    await until(() => still().length === 1 && (still()[0]?.received ?? 0) > 0, "one of the two goes on");
    clearInterval(speech);
    await stranger.hungUp(callSid);
    const events = await lab.events(first.callId);
    expect(events.filter(({ type }) => type === "call-started")).toHaveLength(1);
    expect(events.map((item) => item.seq)).toEqual(events.map((_, index) => index + 1));
    for (const stream of still()) stream.socket.terminate();
  }, 30_000);

  it.each([
    ["text that is no UTF-8", [frame(1, Buffer.from([0xc3, 0x28, 0xff]))], 1007],
    ["a message of 2 MiB", [frame(1, Buffer.alloc(2 ** 21, 0x20))], 1009],
    ["a message in pieces without end", Array(40).fill(frame(0, Buffer.alloc(65_536), { fin: false })), 1009],
    ["an opcode that is none", [frame(3, Buffer.alloc(4))], 1002],
    ["an unmasked frame", [frame(1, Buffer.from("{}"), { masked: false })], 1002],
    ["compression that was not agreed", [frame(1, Buffer.from("{}"), { reserved: 4 })], 1002],
  ])("%s closes its own socket only", async (_what, frames, code) => {
    const stream = await stranger.open();
    if (frames.length > 1) stream.raw(frame(1, Buffer.alloc(0), { fin: false }));
    for (const bytes of frames) stream.raw(bytes);
    expect([code, 1006]).toContain(await stream.closed);
  });
});

describe.runIf(process.platform === "linux")("a machine that lacks something", () => {
  audioStory(
    62,
    async () => {
      await stranger.room(3);
      const stall = stallOf(2);
      const [onFullDisk, ...calls] = await Promise.all([
        callOnFullDisk(lab, asks()),
        ...[1, 2].map(() => callThrough(stall)),
      ]);
      for (const { call, fromMs, toMs } of calls) {
        wasHealthy(call);
        const answer = call.person.heard.find(({ startMs }) => startMs > fromMs && startMs < toMs);
        expect(answer?.text).toMatch(/open|nine|morning/i);
      }
      expect(onFullDisk.person.problems).toEqual([]);
      expect(onFullDisk.call.endedReason).toBe("caller-hung-up");
      expect(onFullDisk.call.recording).not.toBe("ready");
    },
    "the database stands still for five seconds, the disk is full",
  );

  it("an assistant that is broken: the caller hears an apology, and the next version answers", async () => {
    const { store } = database;
    const { items } = await lab.get<{ items: { assistantId: string; assistantVersion: number }[] }>(
      "/v1/calls?limit=1",
    );
    const assistantId = items[0]?.assistantId ?? "";
    const whole = await getAssistant(store, assistantId);
    await publishAssistant(store, assistantId, { name: "Front desk" });
    const callSid = stranger.newCallSid();
    const { status, text } = await stranger.post("/twilio/voice", stranger.form(callSid));
    await publishAssistant(store, assistantId, whole?.definition ?? {});
    expect(status).toBe(200);
    expect(text).toMatch(/<Say>We are sorry.*<Hangup\/>/s);
    const calls = await lab.get<{ items: unknown[] }>(`/v1/calls?carrierCallId=${callSid}`);
    expect(calls.items).toMatchObject([{ status: "ended", endedReason: "failed" }]);
    expect((await stranger.get("/metrics")).text).toMatch(/calls_refused_total\{because="assistant-broken"\} 1/);
    // The next person is heard out by the whole one, below.
  });

  it("a port that is taken is named, with what to do", async () => {
    const folder = mkdtempSync(join(tmpdir(), "offhook-port-"));
    const { PATH, HOME, TMPDIR } = process.env;
    const env = { PATH, HOME, TMPDIR, OFFHOOK_DATA: folder, PORT: new URL(lab.server.address).port };
    const failed = await spawnServer({ env }).catch((error: Error) => error);
    rmSync(folder, { recursive: true, force: true });
    expect(failed).toMatchObject({ code: "port-taken", fix: expect.stringMatching(/PORT/) });
    expect((await stranger.get("/health")).status).toBe(200);
  }, 30_000);

  it("after all that it is the same server, with the same processes", async () => {
    expect(lab.server.process.exitCode).toBeNull();
    expect(childrenOf(lab.server.process.pid ?? 0)).toEqual(processes);
    await stranger.room();
    wasHealthy(await lab.call(asks()));
  }, 60_000);
});
