/** Twilio's own SDK, unmodified, asking the twin wherever it would ask one of Twilio's hosts. */
import twilio from "twilio";
import type { TwilioTwin } from "../twilio-twin.ts";

const HOSTS = /^https:\/\/(api|monitor|pricing|numbers)\.twilio\.com/;

class TwinRequestClient extends twilio.RequestClient {
  private readonly baseUrl: string;
  constructor(baseUrl: string) {
    super();
    this.baseUrl = baseUrl;
  }
  override request: twilio.RequestClient["request"] = (options) =>
    super.request({ ...options, uri: options.uri.replace(HOSTS, this.baseUrl) });
}

export function sdkFor(twin: TwilioTwin, baseUrl: string, authToken = twin.authToken) {
  return twilio(twin.accountSid, authToken, { httpClient: new TwinRequestClient(baseUrl) });
}
