import { expect, it } from "vitest";
import { purchaseOutcome } from "./purchase-outcome.ts";

it.each([
  // Twilio did not say, the server was gone, or something broke on the way: it may be ours.
  ["twilio-outcome-unknown", 502, "", "unclear"],
  ["twilio-not-reached", 502, "", "unclear"],
  ["unreachable", 0, "", "unclear"],
  ["internal", 500, "", "unclear"],
  ["number-not-in-account", 404, "", "unclear"],
  ["twilio-refused", 422, "Twilio says (20429): Too many requests", "unclear"],
  ["twilio-refused", 422, "Twilio says (twilio-unavailable): …", "unclear"],
  // Refused in words that leave no doubt.
  ["twilio-refused", 422, "Twilio says (21422): The number is not for sale any more.", "not-bought"],
  ["twilio-refused", 422, "Twilio says (21631): …", "address"],
  ["twilio-refused", 422, "Twilio says (21615): …", "address"],
  ["twilio-refused", 422, "Twilio says (21649): …", "bundle"],
  ["twilio-refused", 422, "Twilio says (21651): …", "not-bought"],
  ["twilio-refused-key", 422, "", "not-bought"],
  ["public-url-missing", 409, "", "not-bought"],
  ["invalid-field", 400, "", "not-bought"],
  ["unauthenticated", 401, "", "not-bought"],
])("%s (%i) %s: %s", (code, status, message, outcome) => {
  expect(purchaseOutcome({ code, status, message, fix: "" })).toBe(outcome);
});
