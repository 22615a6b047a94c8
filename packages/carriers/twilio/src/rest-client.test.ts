import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { TwilioRest } from "./rest-client.ts";
import { exchangeOverHttp, type RestOutcome, type RestRequest } from "./rest-exchange.ts";
import type { CallResource } from "./rest-resources.ts";

const SID = `AC${"a".repeat(32)}`;
const NOW_MS = Date.UTC(2026, 0, 5, 9);

function answered(status: number, json: unknown): RestOutcome {
  return { kind: "answered", status, body: JSON.stringify(json) };
}

function call(fields: Partial<CallResource> = {}): Partial<CallResource> {
  return { sid: "CA1", direction: "outbound-api", date_created: "Mon, 05 Jan 2026 09:00:00 +0000", ...fields };
}

/** Answers as written, in order; the last answer stays. */
function scripted(...outcomes: RestOutcome[]) {
  const requests: RestRequest[] = [];
  const sleeps: number[] = [];
  const rest = new TwilioRest({
    accountSid: SID,
    authToken: "token",
    random: () => 0.5,
    sleep: async (ms) => {
      sleeps.push(ms);
    },
    wallClockMs: () => NOW_MS,
    exchange: async (request) => {
      requests.push(request);
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
      return outcome ?? { kind: "lost", because: "script" };
    },
  });
  return { rest, requests, sleeps, posts: () => requests.filter(({ method }) => method === "POST").length };
}

const order = { to: "+15550001111", from: "+15550002222", url: "https://h.example/twilio/voice" };
const tooMany = answered(429, { code: 20429, message: "Too Many Requests", status: 429 });
const lost: RestOutcome = { kind: "lost", because: "ECONNRESET" };
const refused: RestOutcome = { kind: "not-connected", because: "ECONNREFUSED" };

describe("a request", () => {
  it("is a form with its pluses escaped and its lists repeated", async () => {
    const { rest, requests } = scripted(answered(201, call()));
    await rest.createCall({ ...order, statusCallbackEvent: ["initiated", "answered"], timeoutS: 20 });
    expect(requests[0]).toMatchObject({
      method: "POST",
      url: `https://api.twilio.com/2010-04-01/Accounts/${SID}/Calls.json`,
      body:
        "To=%2B15550001111&From=%2B15550002222&Url=https%3A%2F%2Fh.example%2Ftwilio%2Fvoice" +
        "&StatusCallbackEvent=initiated&StatusCallbackEvent=answered&Timeout=20",
      headers: {
        authorization: `Basic ${Buffer.from(`${SID}:token`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
  });

  it("that Twilio refuses says why, and keeps numbers out of the log's words", async () => {
    const message = "The 'To' number +1 555 000 1111 is not a valid phone number.";
    const { rest } = scripted(answered(400, { code: 21211, message, more_info: "https://x", status: 400 }));
    const result = await rest.createCall(order);
    expect(result).toMatchObject({
      ok: false,
      fault: { code: "twilio-21211", twilioCode: 21211, httpStatus: 400, twilioMessage: message, retryable: false },
    });
    expect(result.ok ? "" : result.fault.message).not.toMatch(/\d{3}/);
  });

  it.each([
    [answered(401, { code: 20003, message: "Authenticate", status: 401 }), "twilio-20003"],
    [answered(401, {}), "twilio-20003"],
    [answered(404, "gone"), "twilio-20404"],
    [answered(400, { code: 55555, message: "New", status: 400 }), "twilio-55555"],
    [answered(503, {}), "twilio-unavailable"],
    [{ kind: "answered", status: 200, body: "<html>" } as const, "twilio-answer-malformed"],
    [refused, "twilio-unreachable"],
  ])("ends in a named fault: %j", async (outcome, code) => {
    const { rest } = scripted(outcome);
    expect(await rest.fetchAccount()).toMatchObject({ ok: false, fault: { code } });
  });
});

describe("trying again", () => {
  it("happens after 429 and when no connection was made, with growing, jittered pauses", async () => {
    const { rest, sleeps, posts } = scripted(tooMany, refused, answered(201, call()));
    expect((await rest.createCall(order)).ok).toBe(true);
    expect(posts()).toBe(3);
    expect(sleeps).toEqual([100, 200]);
  });

  it("ends after four attempts", async () => {
    const { rest, posts } = scripted(tooMany);
    expect(await rest.createCall(order)).toMatchObject({ ok: false, fault: { code: "twilio-20429", retryable: true } });
    expect(posts()).toBe(4);
  });

  it("is free for reading", async () => {
    const { rest, requests } = scripted(lost, answered(500, {}), answered(200, call()));
    expect((await rest.fetchCall("CA1")).ok).toBe(true);
    expect(requests).toHaveLength(3);
  });
});

describe("an answer that was lost", () => {
  it("is looked up: the one new call between the two numbers is ours", async () => {
    const older = call({ sid: "CA0", date_created: "Mon, 05 Jan 2026 08:59:50 +0000" });
    const inbound = call({ sid: "CA8", direction: "inbound" });
    const { rest, posts } = scripted(lost, answered(200, { calls: [call({ sid: "CA9" }), inbound, older] }));
    expect(await rest.createCall(order)).toMatchObject({ ok: true, value: { sid: "CA9" } });
    expect(posts()).toBe(1);
  });

  it("is looked up again while the list does not have it yet; a queued call has no date", async () => {
    const queued = call({ sid: "CA9", date_created: null });
    const { rest, sleeps } = scripted(
      answered(500, {}),
      answered(200, { calls: [] }),
      answered(200, { calls: [queued] }),
    );
    expect(await rest.createCall(order)).toMatchObject({ ok: true, value: { sid: "CA9" } });
    expect(sleeps).toEqual([500, 1_500]);
  });

  it("stays unknown when nothing or too much is found, and no second call is made", async () => {
    const two = { calls: [call({ sid: "CA8" }), call({ sid: "CA9" })] };
    for (const list of [{ calls: [] }, two]) {
      const { rest, posts } = scripted(lost, answered(200, list));
      expect(await rest.createCall(order)).toMatchObject({ ok: false, fault: { code: "outcome-unknown" } });
      expect(posts()).toBe(1);
    }
  });

  it("is not mistaken for a call that is known already", async () => {
    const { rest } = scripted(answered(201, call()), lost, answered(200, { calls: [call()] }));
    await rest.createCall(order);
    expect(await rest.createCall(order)).toMatchObject({ ok: false, fault: { code: "outcome-unknown" } });
  });

  it("of a hang-up is read from the call; of a message it stays unknown", async () => {
    const hungUp = scripted(lost, answered(200, call({ status: "completed" })));
    expect(await hungUp.rest.updateCall("CA1", { status: "completed" })).toMatchObject({ ok: true });
    const redirected = scripted(lost);
    expect(await redirected.rest.updateCall("CA1", { twiml: "<Response/>" })).toMatchObject({ ok: false });
    const message = scripted(lost);
    const sent = await message.rest.sendMessage({ to: order.to, from: order.from, body: "Hello" });
    expect(sent).toMatchObject({ ok: false, fault: { code: "outcome-unknown" } });
    expect(message.posts()).toBe(1);
  });
});

describe("over real HTTP", () => {
  const request = (url: string): RestRequest => ({ method: "POST", url, headers: {}, body: "a=1", timeoutMs: 300 });

  async function withServer(handle: Parameters<typeof createServer>[1], use: (url: string) => Promise<void>) {
    const server = createServer(handle ?? (() => {}));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  it("an answer is an answer", () =>
    withServer(
      (incoming, outgoing) => {
        incoming.pipe(outgoing.writeHead(201));
      },
      async (url) => {
        expect(await exchangeOverHttp(request(url))).toEqual({ kind: "answered", status: 201, body: "a=1" });
      },
    ));

  it("a closed port was never connected", async () => {
    let closed = "";
    await withServer(
      () => {},
      async (url) => {
        closed = url;
      },
    );
    expect(await exchangeOverHttp(request(closed))).toEqual({ kind: "not-connected", because: "ECONNREFUSED" });
  });

  it("a connection that breaks, or says nothing in time, is lost", async () => {
    await withServer(
      (incoming) => void incoming.socket.destroy(),
      async (url) => expect(await exchangeOverHttp(request(url))).toMatchObject({ kind: "lost" }),
    );
    await withServer(
      () => {},
      async (url) => expect(await exchangeOverHttp(request(url))).toMatchObject({ kind: "lost" }),
    );
  });
});
