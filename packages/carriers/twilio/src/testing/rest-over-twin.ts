/** Our client against the twin's REST API, without a socket and without waiting; what the twin loses is lost. */
import { TwilioTwin, type TwilioTwinOptions, VirtualClock } from "@offhook/twin-twilio";
import { TwilioRest } from "../rest-client.ts";
import type { RestExchange, RestRequest } from "../rest-exchange.ts";

export function restOverTwin(options: TwilioTwinOptions = {}) {
  const clock = new VirtualClock();
  const twin = new TwilioTwin({ seed: 1, clock, ...options });
  const requests: RestRequest[] = [];
  const exchange: RestExchange = async (request) => {
    requests.push(request);
    const { method, url, headers, body = "" } = request;
    const path = url.replace(/^https:\/\/(api|monitor|pricing|numbers)\.twilio\.com/, "");
    const { status, json, lost } = twin.rest({ method, path, headers, body });
    if (lost !== undefined) return { kind: "lost", because: lost };
    return { kind: "answered", status, body: JSON.stringify(json) };
  };
  const { accountSid, authToken } = twin;
  const wallClockMs = () => twin.nowMs();
  const rest = new TwilioRest({ accountSid, authToken, exchange, wallClockMs, sleep: async () => {} });
  const posts = () => requests.filter(({ method }) => method === "POST").length;
  return { twin, clock, rest, requests, posts };
}
