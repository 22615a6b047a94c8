import { expect, it } from "vitest";
import { leadsTo } from "./why-leads.ts";

it.each([
  ["routing-elsewhere", "repair", "full", "repair"],
  ["nobody-answers", "publish", "full", "publish"],
  ["twilio-token-lost", "reconnect", "full", "keys"],
  ["webhook-signature", "reconnect", "full", "keys"],
  ["number-not-in-account", "reconnect", "full", "disconnect"],
  ["trial-account", "none", "trial", expect.objectContaining({ word: "console" })],
  ["twilio-account-not-active", "none", "full", expect.objectContaining({ word: "console" })],
  ["address-certificate", "none", "full", null],
  ["all-well", "call", "twin", "call"],
  // A real number is called with a telephone.
  ["all-well", "call", "full", null],
] as const)("%s (%s) of a %s account leads to %j", (code, action, accountType, lead) => {
  expect(leadsTo({ code, action, values: {} }, accountType)).toEqual(lead);
});

it("leads to Twilio's page about its own error, and to no other address", () => {
  const alert = { code: "twilio-alert", action: "call" } as const;
  const errorPage = { url: "https://www.twilio.com/docs/errors/11200", word: "errorPage" };
  expect(leadsTo({ ...alert, values: { number: 11200 } }, "full")).toEqual(errorPage);
  expect(leadsTo({ ...alert, values: { number: "../../evil" } }, "full")).toBe(null);
});
