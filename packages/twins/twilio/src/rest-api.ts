/** Twilio's REST API, 2010-04-01, as one function from request to answer: no socket here (see `rest-server.ts`). */
import { notFound, type RestAnswer, type RestRequest, refusal } from "./rest-answers.ts";
import { createCall, fetchCall, listCalls, updateCall } from "./rest-calls.ts";
import { createMessage, fetchMessage, listMessages } from "./rest-messages.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

export interface RestContext {
  twin: TwilioTwin;
  /** Path and query as asked for. */
  path: string;
  /** The form of a POST, the query of a GET. */
  params: URLSearchParams;
}

type Route = (context: RestContext, sid: string) => RestAnswer;

const routes: Record<string, Route> = {
  "GET ": ({ twin }) => ({ status: 200, json: twin.accountJson() }),
  "GET /Calls": listCalls,
  "POST /Calls": createCall,
  "GET /Calls/CA": fetchCall,
  "POST /Calls/CA": updateCall,
  "GET /Messages": listMessages,
  "POST /Messages": createMessage,
  "GET /Messages/SM": fetchMessage,
};

const PATH = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})(\/[A-Za-z]+)?(?:\/([A-Z]{2})([0-9a-zA-Z]+))?\.json$/;

export function answerRest(twin: TwilioTwin, request: RestRequest): RestAnswer {
  if (!isAuthenticated(twin, request.headers.authorization)) return refusal(20003);
  const url = new URL(request.path, "http://localhost");
  const [, accountSid, collection = "", prefix, rest] = PATH.exec(url.pathname) ?? [];
  if (accountSid !== twin.accountSid) return notFound(url.pathname);
  const shape = collection + (prefix === undefined ? "" : `/${prefix}`);
  const route = routes[`${request.method} ${shape}`];
  if (route === undefined) return isKnown(shape) ? refusal(20004) : notFound(url.pathname);
  if (request.method === "POST" && !isForm(request.headers["content-type"])) {
    return refusal(20001, "The body must be application/x-www-form-urlencoded");
  }
  const params = request.method === "POST" ? new URLSearchParams(request.body) : url.searchParams;
  return route({ twin, path: request.path, params }, `${prefix}${rest}`);
}

function isKnown(shape: string): boolean {
  return Object.keys(routes).some((route) => route.endsWith(` ${shape}`));
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.startsWith("application/x-www-form-urlencoded") ?? false;
}

function isAuthenticated(twin: TwilioTwin, authorization: string | undefined): boolean {
  const expected = Buffer.from(`${twin.accountSid}:${twin.authToken}`).toString("base64");
  return authorization === `Basic ${expected}`;
}
