/** What went wrong with a request, as a value with a code, a sentence and what to do. Knows no page. */
import type { ErrorBody } from "./types.ts";

export interface ApiFault {
  /** The server's own code, or `unreachable` where there was no answer, `garbled` where it was not ours. */
  code: string;
  message: string;
  fix: string;
  /** 0: there was no answer. */
  status: number;
}

/** `body` is whatever came with the refusal: a proxy in between answers in its own way. */
export function faultOf(body: unknown, status: number): ApiFault {
  if (isErrorBody(body)) return { ...body.error, status };
  const message = `The answer (${status}) is not one of Offhook's.`;
  return { code: "garbled", message, fix: "See what stands between this page and the server.", status };
}

export function unreachable(): ApiFault {
  return {
    ...{ code: "unreachable", status: 0 },
    message: "The server does not answer.",
    fix: "See whether it is running: `npm start`.",
  };
}

function isErrorBody(body: unknown): body is ErrorBody {
  const error = (body as Partial<ErrorBody> | null | undefined)?.error;
  return typeof error?.code === "string" && typeof error.message === "string" && typeof error.fix === "string";
}
