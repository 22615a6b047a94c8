/** A caller who does not wait for the person: what the exchange does with the telephone that still rings. */
import { type HttpRequest, memoryHttp, TwilioTwin, VirtualClock } from "@offhook/twin-twilio";
import { describe, expect } from "vitest";
import { PERSON, story } from "../stories/story.ts";

const BASE = "https://voice.example.com";

/** The caller is put on hold at once, and the person's telephone rings for 20 s. */
function onHold() {
  const clock = new VirtualClock();
  const asked: { path: string; form: URLSearchParams }[] = [];
  const number = `<Number statusCallback="${BASE}/leg" statusCallbackEvent="ringing completed">${PERSON.number}</Number>`;
  const dial = `<Response><Dial timeout="20" action="${BASE}/after">${number}</Dial></Response>`;
  const http = memoryHttp(async ({ url, body }: HttpRequest) => {
    const path = new URL(url).pathname;
    asked.push({ path, form: new URLSearchParams(body) });
    return { status: 200, headers: { "content-type": "text/xml" }, body: path === "/voice" ? dial : "<Response/>" };
  }, clock);
  const twin = new TwilioTwin({ clock, http, seed: 1 });
  twin.setPerson(PERSON.number, { outcome: "answers", afterMs: 15_000 });
  const call = twin.placeCall({
    from: "+14155550100",
    to: "+14155550199",
    voiceUrl: `${BASE}/voice`,
    statusCallback: `${BASE}/status`,
  });
  const told = (path: string) => asked.filter((one) => one.path === path).map(({ form }) => Object.fromEntries(form));
  return { clock, twin, call, told };
}

describe("people", () => {
  story(58, async () => {
    const { clock, twin, call, told } = onHold();
    await clock.advanceBy(6_000);
    const leg = twin.calls.find(({ record }) => record.parentCallSid === call.sid);
    expect(leg?.status).toBe("ringing");
    const hungUpMs = clock.nowMs();
    call.hangUp();
    await clock.runUntilIdle();
    expect(leg?.status).toBe("canceled");
    expect((leg?.record.endedAtMs ?? 0) - hungUpMs).toBeLessThan(20);
    expect(leg?.events.map(({ type }) => type)).not.toContain("answered");
    expect(told("/leg").map((form) => [form.CallSid, form.ParentCallSid, form.CallStatus])).toEqual([
      [leg?.sid, call.sid, "ringing"],
      [leg?.sid, call.sid, "canceled"],
    ]);
    expect(told("/status")).toMatchObject([{ CallSid: call.sid, CallStatus: "completed" }]);
    // Nobody is left whom a next document could be for.
    expect(told("/after")).toEqual([]);
  });
});
