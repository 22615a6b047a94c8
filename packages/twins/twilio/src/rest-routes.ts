/** The requests that the twin answers. A resource's identifier stands as its two letters, a country as `{country}`. */

import { fetchAddress, listAddresses } from "./rest-addresses.ts";
import { fetchAlert, listAlerts } from "./rest-alerts.ts";
import type { RestAnswer } from "./rest-answers.ts";
import type { RestContext } from "./rest-api.ts";
import { fetchCountry, listCountries, searchNumbers } from "./rest-available.ts";
import { fetchBundle, listBundles } from "./rest-bundles.ts";
import { deleteCallerId, fetchCallerId, listCallerIds, requestValidation } from "./rest-caller-ids.ts";
import { createCall, fetchCall, listCalls, updateCall } from "./rest-calls.ts";
import { createMessage, fetchMessage, listMessages } from "./rest-messages.ts";
import { buyNumber, deleteNumber, fetchNumber, listNumbers, updateNumber } from "./rest-numbers.ts";
import { fetchNumberPrices, listPricedCountries } from "./rest-prices.ts";
import {
  deleteRecording,
  fetchRecording,
  fetchRecordingWav,
  listRecordings,
  startRecording,
  updateRecording,
} from "./rest-recordings.ts";

/** `first` and `second`: the identifiers in the path. */
export type Route = (context: RestContext, first: string, second: string) => RestAnswer;

/** Below `/2010-04-01/Accounts/{AccountSid}`, without `.json`. */
export const ACCOUNT_ROUTES: Readonly<Record<string, Route>> = {
  "GET ": ({ twin }) => ({ status: 200, json: twin.account.json(twin) }),
  "GET /Calls": listCalls,
  "POST /Calls": createCall,
  "GET /Calls/CA": fetchCall,
  "POST /Calls/CA": updateCall,
  "GET /Calls/CA/Recordings": listRecordings,
  "POST /Calls/CA/Recordings": startRecording,
  "GET /Calls/CA/Recordings/RE": (context, call, sid) => fetchRecording(context, sid, call),
  "POST /Calls/CA/Recordings/RE": updateRecording,
  "DELETE /Calls/CA/Recordings/RE": (context, call, sid) => deleteRecording(context, sid, call),
  "GET /Recordings": (context) => listRecordings(context),
  "GET /Recordings/RE": (context, sid) => fetchRecording(context, sid),
  "GET /Recordings/RE.wav": fetchRecordingWav,
  "DELETE /Recordings/RE": (context, sid) => deleteRecording(context, sid),
  "GET /Messages": listMessages,
  "POST /Messages": createMessage,
  "GET /Messages/SM": fetchMessage,
  "GET /IncomingPhoneNumbers": listNumbers,
  "POST /IncomingPhoneNumbers": buyNumber,
  "GET /IncomingPhoneNumbers/PN": fetchNumber,
  "POST /IncomingPhoneNumbers/PN": updateNumber,
  "DELETE /IncomingPhoneNumbers/PN": deleteNumber,
  "GET /AvailablePhoneNumbers": listCountries,
  "GET /AvailablePhoneNumbers/{country}": fetchCountry,
  "GET /AvailablePhoneNumbers/{country}/Local": (context, country) => searchNumbers(context, country, "Local"),
  "GET /AvailablePhoneNumbers/{country}/Mobile": (context, country) => searchNumbers(context, country, "Mobile"),
  "GET /AvailablePhoneNumbers/{country}/TollFree": (context, country) => searchNumbers(context, country, "TollFree"),
  "GET /Addresses": listAddresses,
  "GET /Addresses/AD": fetchAddress,
  "GET /OutgoingCallerIds": listCallerIds,
  "POST /OutgoingCallerIds": requestValidation,
  "GET /OutgoingCallerIds/PN": fetchCallerId,
  "DELETE /OutgoingCallerIds/PN": deleteCallerId,
};

/** On hosts of their own at Twilio: `monitor.twilio.com`, `pricing.twilio.com`, `numbers.twilio.com`. Here all share one. */
export const VERSIONED_ROUTES: Readonly<Record<string, Route>> = {
  "GET /v1/Alerts": listAlerts,
  "GET /v1/Alerts/NO": fetchAlert,
  "GET /v1/PhoneNumbers/Countries": listPricedCountries,
  "GET /v1/PhoneNumbers/Countries/{country}": fetchNumberPrices,
  "GET /v2/RegulatoryCompliance/Bundles": listBundles,
  "GET /v2/RegulatoryCompliance/Bundles/BU": fetchBundle,
};
