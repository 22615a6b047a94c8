/**
 * Twilio's list prices in dollars, as public notes quote its pages: nobody here has read the pages themselves. An account's
 * own prices go into prices.json. Keys name the direction, the country and the kind of number, or of the destination.
 */
import { type Evidence, type Price, price } from "@offhook/provider-kit/catalogue";

const SEPTEMBER: Evidence = { source: "twilio.com price pages, by public notes [TW-09]", asOf: "2026-09-25" };
const OCTOBER: Evidence = {
  source: "twilio.com/en-us/voice/pricing/gb, by a public note [TW-GB-1010]",
  asOf: "2026-10-10",
};
const QUOTED: Evidence = { source: "public code that quotes the page of prices", asOf: "2026-11-22" };
const DOUBTFUL: Evidence = {
  source: "public notes of 2026 that contradict each other",
  asOf: "2026-11-22",
  verified: false,
};
const DETECTION: Evidence = { source: "twilio.com price page, by public notes [TW-AE]", asOf: "2026-09-14" };
const WITHOUT_FEES: Evidence = {
  ...QUOTED,
  source: "public notes; the networks' fee of 0.003–0.006 comes on top",
  verified: false,
};

const minute = (amount: string, evidence: Evidence): Price[] => [price("leg-minute", amount, 1, evidence)];
const segment = (amount: string, evidence: Evidence): Price[] => [price("segment", amount, 1, evidence)];

export const TWILIO_PRICES: Readonly<Record<string, readonly Price[] | "unknown">> = Object.freeze({
  "twilio/inbound/US/local": minute("0.0085", SEPTEMBER),
  "twilio/inbound/US/toll-free": minute("0.022", QUOTED),
  "twilio/outbound/US": minute("0.0140", SEPTEMBER),
  "twilio/inbound/GB/local": minute("0.0100", OCTOBER),
  "twilio/outbound/GB/landline": minute("0.0158", QUOTED),
  "twilio/outbound/GB/mobile": minute("0.0305", QUOTED),
  "twilio/inbound/DE/local": minute("0.0100", DOUBTFUL),
  "twilio/outbound/DE/landline": minute("0.015", DOUBTFUL),
  "twilio/outbound/DE/mobile": minute("0.025", DOUBTFUL),
  "twilio/inbound/EE": "unknown",
  "twilio/outbound/EE": "unknown",
  "twilio/stream": [price("minute", "0.0044", 1, SEPTEMBER)],
  "twilio/recording": [price("minute", "0.0025", 1, OCTOBER)],
  "twilio/machine-detection": [price("call", "0.0075", 1, DETECTION)],
  "twilio/sms/outbound/US": segment("0.0083", WITHOUT_FEES),
  "twilio/sms/inbound/US": segment("0.0083", WITHOUT_FEES),
  "twilio/sms/outbound/GB": segment("0.056", QUOTED),
  "twilio/sms/inbound/GB": segment("0.0075", QUOTED),
});
