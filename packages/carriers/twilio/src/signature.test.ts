import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { bodySha256, type SignedParams, twilioSignature, verifyTwilioSignature } from "./signature.ts";

const TOKEN = "12345";
const ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2";
const PARAMS = {
  CallSid: "CA1234567890ABCDE",
  Caller: "+14158675310",
  Digits: "1234",
  From: "+14158675310",
  To: "+18005551212",
};
const JSON_HASH = "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862";

function verdict(signature: string | undefined, url: string, params?: SignedParams, body?: string): string {
  const verified = verifyTwilioSignature(["wrong", TOKEN], { signature, url, params, body });
  return verified.ok ? verified.value.authToken : verified.fault.code;
}

describe("known vectors", () => {
  it.each([
    ["GvWf1cFY/Q7PnoempGyD5oXAezc=", ADDRESS, PARAMS],
    ["RSOYDt4T1cUTdK1PDd93/VVr8B8=", ADDRESS, { ...PARAMS, Caller: "+14158675309", From: "+14158675309" }],
    ["jFDHVhI8XO69C49uXR3xmdZPylY=", "wss://voice.example.com/media", {}],
    ["2e7mH/NA6FwzvUqLZxhsETU/4bw=", `https://example.com/hook?bodySHA256=${JSON_HASH}`, {}],
  ])("%s", (signature, url, params) => {
    expect(twilioSignature(TOKEN, url, params)).toBe(signature);
    expect(verdict(signature, url, params)).toBe(TOKEN);
  });

  it("takes the body's own hash for JSON", () => {
    const url = `https://example.com/hook?bodySHA256=${JSON_HASH}`;
    const signature = "2e7mH/NA6FwzvUqLZxhsETU/4bw=";
    expect(bodySha256('{"a":1}')).toBe(JSON_HASH);
    expect(verdict(signature, url, undefined, '{"a":1}')).toBe(TOKEN);
    expect(verdict(signature, url, undefined, '{"a":2}')).toBe("twilio-body-changed");
    expect(twilio.validateRequestWithBody(TOKEN, signature, url, '{"a":1}')).toBe(true);
    const unhashed = twilioSignature(TOKEN, "https://example.com/hook");
    expect(verdict(unhashed, "https://example.com/hook", undefined, '{"a":1}')).toBe("twilio-body-changed");
  });
});

describe("addresses", () => {
  it("may have the usual port or not, on either side", () => {
    for (const scheme of ["https", "wss"]) {
      const bare = `${scheme}://voice.example.com/media?x=1`;
      const withPort = `${scheme}://voice.example.com:443/media?x=1`;
      expect(verdict(twilioSignature(TOKEN, bare), withPort)).toBe(TOKEN);
      expect(verdict(twilioSignature(TOKEN, withPort), bare)).toBe(TOKEN);
    }
    expect(verdict(twilioSignature(TOKEN, "ws://[::1]:3000/media"), "ws://[::1]:3000/media")).toBe(TOKEN);
  });

  it("may lack a bare host's slash, but no other", () => {
    expect(verdict(twilioSignature(TOKEN, "wss://h.example"), "wss://h.example/")).toBe(TOKEN);
    expect(verdict(twilioSignature(TOKEN, "wss://h.example/a"), "wss://h.example/a/")).toBe("twilio-signature-invalid");
  });

  it("keep their scheme: a signature for https opens no wss", () => {
    expect(verdict(twilioSignature(TOKEN, "https://h.example/m"), "wss://h.example/m")).toBe(
      "twilio-signature-invalid",
    );
  });

  it("that are no addresses are refused, not thrown at", () => {
    expect(verdict("x", "no address")).toBe("twilio-signature-invalid");
    expect(verdict("", ADDRESS)).toBe("twilio-signature-missing");
    expect(verdict(undefined, ADDRESS)).toBe("twilio-signature-missing");
  });
});

describe("npm twilio agrees", () => {
  const word = fc.string({ unit: "binary", maxLength: 12 });
  const params = fc.dictionary(
    word.filter((name) => name !== "__proto__"),
    fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 })),
    { maxKeys: 6 },
  );
  const url = fc
    .tuple(
      fc.constantFrom("https://", "http://"),
      fc.constantFrom("h.example", "h.example:443", "h.example:80", "h.example:8443", "[::1]:3000"),
      fc.webPath(),
      fc.option(fc.webQueryParameters()),
    )
    .map(([scheme, host, path, query]) => scheme + host + path + (query === null ? "" : `?${query}`));

  it("on every signature, both ways", () => {
    fc.assert(
      fc.property(url, params, (address, fields) => {
        const ours = twilioSignature(TOKEN, address, fields);
        expect(ours).toBe(twilio.getExpectedTwilioSignature(TOKEN, address, fields));
        expect(verdict(ours, address, fields)).toBe(TOKEN);
      }),
    );
  });

  it("on whatever it lets pass, and on what it does not", () => {
    fc.assert(
      fc.property(url, url, params, (signed, asked, fields) => {
        const signature = twilio.getExpectedTwilioSignature(TOKEN, signed, fields);
        if (twilio.validateRequest(TOKEN, signature, asked, fields)) {
          expect(verdict(signature, asked, fields)).toBe(TOKEN);
        }
        const changed = { ...fields, Added: "x" };
        expect(verdict(signature, asked, changed)).toBe("twilio-signature-invalid");
        expect(twilio.validateRequest(TOKEN, signature, asked, changed)).toBe(false);
      }),
    );
  });
});
