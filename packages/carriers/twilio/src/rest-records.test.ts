/** What Twilio keeps about calls, read by our client: why one did not ring, and what was recorded. */
import { describe, expect, it } from "vitest";
import { TwilioRest } from "./rest-client.ts";
import { restOverTwin } from "./testing/rest-over-twin.ts";

const FROM = "+15550001111";
const TO = "+15550002222";

const gone = async () => ({ status: 404, body: "" });

describe("alerts", () => {
  it("tell why a call did not reach us, newest first, from a time on", async () => {
    const { rest, twin, clock, requests } = restOverTwin({ http: gone });
    const voiceUrl = "https://ours.example/twilio/voice";
    twin.placeCall({ from: FROM, to: TO, voiceUrl });
    await clock.advanceBy(60_000);
    const since = new Date(clock.nowMs()).toISOString();
    const later = twin.placeCall({ from: FROM, to: TO, voiceUrl });
    await clock.runUntilIdle();
    const alerts = await rest.listAlerts({ since, level: "error" });
    expect(alerts).toEqual({
      ok: true,
      value: [
        {
          ...{ sid: twin.alerts[1]?.sid, code: 11200, level: "error", text: "HTTP 404", resourceSid: later.sid },
          ...{ at: since, requestUrl: voiceUrl, requestMethod: "POST" },
        },
      ],
    });
    expect(await rest.listAlerts()).toMatchObject({ value: [{ resourceSid: later.sid }, { code: 11200 }] });
    expect(requests[0]?.url).toBe(
      "https://monitor.twilio.com/v1/Alerts?StartDate=2026-01-05T09%3A01%3A00Z&LogLevel=error&PageSize=100",
    );
  });

  it("come page by page from the same host, and one that cannot be read is left out", async () => {
    const alert = { sid: "NO1", error_code: "11200", log_level: "error", date_generated: "2026-01-05T09:00:00Z" };
    const odd = { sid: "NO2", error_code: null };
    const next = "https://elsewhere.example/v1/Alerts?Page=1";
    const answers = [
      { alerts: [odd, alert], meta: { next_page_url: next } },
      { alerts: [alert], meta: { next_page_url: null } },
    ];
    const asked: string[] = [];
    const rest = new TwilioRest({
      ...{ accountSid: `AC${"a".repeat(32)}`, authToken: "token", baseUrl: "http://127.0.0.1:9/" },
      exchange: async ({ url }) => {
        asked.push(url);
        return { kind: "answered", status: 200, body: JSON.stringify(answers.shift()) };
      },
    });
    expect(await rest.listAlerts()).toMatchObject({ ok: true, value: [{ code: 11200 }, { code: 11200 }] });
    expect(asked).toEqual(["http://127.0.0.1:9/v1/Alerts?PageSize=100", "http://127.0.0.1:9/v1/Alerts?Page=1"]);
  });
});

describe("recordings", () => {
  it("of a call are listed with their length, once they are completed", async () => {
    const { rest, twin, clock } = restOverTwin({ http: gone });
    const call = twin.startOutboundCall({
      ...{ to: TO, from: FROM },
      order: {
        source: { twiml: "<Response><Pause length='5'/></Response>" },
        ...{ timeoutMs: 60_000, timeLimitMs: 60_000, detectsMachine: false, asyncAmdCallback: null },
        recording: { channels: 2, source: "OutboundAPI" },
      },
    });
    await clock.advanceBy(4_000);
    const running = await rest.listRecordings({ callSid: call.sid });
    expect(running).toMatchObject({ value: [{ status: "in-progress", durationMs: null }] });
    await clock.runUntilIdle();
    expect(await rest.listRecordings({ callSid: call.sid })).toMatchObject({
      ok: true,
      value: [{ callSid: call.sid, status: "completed", durationMs: 5_000, channels: 2 }],
    });
    expect(await rest.listRecordings({ callSid: `CA${"0".repeat(32)}` })).toMatchObject({
      fault: { code: "twilio-20404" },
    });
    expect(await rest.listRecordings()).toMatchObject({ value: [{ callSid: call.sid }] });
  });
});
