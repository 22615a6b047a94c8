/** Twilio's REST API as one function from request to answer: no socket here (see `rest-server.ts`). */
import { notFound, type RestAnswer, type RestRequest, refusal } from "./rest-answers.ts";
import { CURRENT_RECORDING } from "./rest-recordings.ts";
import { ACCOUNT_ROUTES, type Route, VERSIONED_ROUTES } from "./rest-routes.ts";
import type { TwilioTwin } from "./twilio-twin.ts";

export interface RestContext {
  twin: TwilioTwin;
  /** Path and query as asked for. */
  path: string;
  /** The form of a POST, the query of a GET. */
  params: URLSearchParams;
}

/** The 2010 API wants `.json`; a recording's sound has `.wav` or `.mp3`. */
const ACCOUNT_PATH = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})((?:\/[A-Za-z0-9.]+)*)\.(json|wav|mp3)$/;
const VERSIONED_PATH = /^\/v[12](?:\/[A-Za-z0-9]+)+$/;

export function answerRest(twin: TwilioTwin, request: RestRequest): RestAnswer {
  if (!isAuthenticated(twin, request.headers.authorization)) return refusal(20003);
  const url = new URL(request.path, "http://localhost");
  const place = placeOf(twin, url.pathname);
  if (place === null) return notFound(url.pathname);
  const { routes, shape, identifiers } = place;
  const route = Object.hasOwn(routes, `${request.method} ${shape}`) ? routes[`${request.method} ${shape}`] : undefined;
  if (route === undefined) return isKnown(routes, shape) ? refusal(20004) : notFound(url.pathname);
  if (request.method === "POST" && !isForm(request.headers["content-type"])) {
    return refusal(20001, "The body must be application/x-www-form-urlencoded");
  }
  const params = request.method === "POST" ? new URLSearchParams(request.body) : url.searchParams;
  const [first = "", second = ""] = identifiers;
  return route({ twin, path: request.path, params }, first, second);
}

interface Place {
  routes: Readonly<Record<string, Route>>;
  shape: string;
  identifiers: string[];
}

function placeOf(twin: TwilioTwin, pathname: string): Place | null {
  if (VERSIONED_PATH.test(pathname)) return { routes: VERSIONED_ROUTES, ...readSegments(pathname) };
  const [, accountSid, rest = "", extension] = ACCOUNT_PATH.exec(pathname) ?? [];
  if (accountSid !== twin.accountSid) return null;
  const { shape, identifiers } = readSegments(rest);
  return { routes: ACCOUNT_ROUTES, shape: extension === "json" ? shape : `${shape}.${extension}`, identifiers };
}

function readSegments(path: string): { shape: string; identifiers: string[] } {
  const identifiers: string[] = [];
  const shape = path.replace(/[^/]+/g, (segment) => {
    const kind = kindOf(segment);
    if (kind === null) return segment;
    identifiers.push(segment);
    return kind;
  });
  return { shape, identifiers };
}

function kindOf(segment: string): string | null {
  if (segment === CURRENT_RECORDING) return "RE";
  if (/^[A-Z]{2}$/.test(segment)) return "{country}";
  return /^[A-Z]{2}[0-9a-zA-Z]{30,}$/.test(segment) ? segment.slice(0, 2) : null;
}

function isKnown(routes: Place["routes"], shape: string): boolean {
  return Object.keys(routes).some((route) => route.endsWith(` ${shape}`));
}

function isForm(contentType: string | undefined): boolean {
  return contentType?.startsWith("application/x-www-form-urlencoded") ?? false;
}

function isAuthenticated(twin: TwilioTwin, authorization: string | undefined): boolean {
  const expected = Buffer.from(`${twin.accountSid}:${twin.authToken}`).toString("base64");
  return authorization === `Basic ${expected}`;
}
