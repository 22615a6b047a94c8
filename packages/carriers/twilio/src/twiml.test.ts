import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { connectStream, dial, emptyTwiml, hangup, pause, redirect, reject, say, twiml } from "./twiml.ts";

const { VoiceResponse } = twilio.twiml;
const nasty = `<&>"' é 😀 ]]>`;

describe("TwiML as npm twilio writes it", () => {
  it("connects a stream", () => {
    const theirs = new VoiceResponse();
    const stream = theirs.connect({ action: "/twilio/resume?a=1&b=2" }).stream({ url: "wss://h.example/media" });
    stream.parameter({ name: "ticket", value: nasty });
    stream.parameter({ name: "callId", value: "1" });
    const ours = connectStream({
      url: "wss://h.example/media",
      parameters: { ticket: nasty, callId: "1" },
      action: "/twilio/resume?a=1&b=2",
    });
    expect(twiml(ours)).toBe(theirs.toString());
  });

  it("says, waits, dials, goes elsewhere and hangs up", () => {
    const theirs = new VoiceResponse();
    theirs.say({ language: "en-GB" }, nasty);
    theirs.pause({ length: 2 });
    const theirDial = theirs.dial({ action: "/after", callerId: "+15550001111", timeout: 20 });
    theirDial.number("+15550002222");
    theirDial.number("+15550003333");
    theirs.redirect("https://h.example/next?a=1&b=2");
    theirs.hangup();
    const ours = twiml(
      say(nasty, { language: "en-GB" }),
      pause(2),
      dial({
        numbers: ["+15550002222", "+15550003333"],
        timeoutS: 20,
        action: "/after",
        callerId: "+15550001111",
      }),
      redirect("https://h.example/next?a=1&b=2"),
      hangup(),
    );
    expect(ours).toBe(theirs.toString());
  });

  it("refuses a call", () => {
    const theirs = new VoiceResponse();
    theirs.reject({ reason: "busy" });
    expect(twiml(reject("busy"))).toBe(theirs.toString());
    expect(emptyTwiml).toBe(new VoiceResponse().toString());
  });

  it("escapes any words alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...`ab <>&"'\t\n;é😀`), minLength: 1 }), (words) => {
        const theirs = new VoiceResponse();
        theirs.play({ digits: words }, words);
        theirs.say(words);
        const ours = twiml(say(words, { voice: words }), say(words));
        expect(ours.replace("Say voice=", "Play digits=").replace("</Say>", "</Play>")).toBe(theirs.toString());
      }),
    );
  });
});

describe("what Twilio would refuse", () => {
  it("never leaves: characters that XML does not have", () => {
    expect(say("a\u0000b\u001bc\ud800d")).toBe("<Say>abc\ufffdd</Say>");
  });

  it("is a mistake of ours: a query on a stream's address, a long parameter, no number", () => {
    expect(() => connectStream({ url: "wss://h.example/m?x=1" })).toThrow("query");
    expect(() => connectStream({ url: "wss://h", parameters: { name: "v".repeat(496) } })).toThrow("too long");
    expect(() => connectStream({ url: "wss://h", parameters: { name: "v".repeat(495) } })).not.toThrow();
    expect(() => dial({ numbers: [] })).toThrow("numbers");
  });
});
