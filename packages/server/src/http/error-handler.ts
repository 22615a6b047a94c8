/** Turns whatever a route throws into the one shape of errors. Details of the unexpected go to the log, never out. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import { OffhookError, systemCode } from "../errors.ts";

export function handleErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply, logger));
}

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply, logger: Logger) {
  const known = knownError(error, request.server?.initialConfig.bodyLimit ?? 0);
  if (!known)
    logger.error({ requestId: request.id, route: request.routeOptions.url, err: bare(error) }, "request-failed");
  const answer = known ?? new OffhookError("internal", { requestId: request.id });
  return reply.status(answer.status).type("application/json").serializer(JSON.stringify).send(answer.toBody());
}

export function notFound(request: FastifyRequest): never {
  throw new OffhookError("unknown-route", { path: request.url.split("?")[0] ?? "/" });
}

function knownError(error: FastifyError, limitBytes: number): OffhookError | null {
  if (error instanceof OffhookError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return validationError(error.validation);
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") return new OffhookError("body-too-large", { limitBytes });
  if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return new OffhookError("unsupported-media-type");
  if (isConnectionFailure(error)) return new OffhookError("database-unavailable");
  if (isUnkeepable(error)) return new OffhookError("invalid-request", { problem: UNKEEPABLE });
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? new OffhookError("invalid-request", { problem: error.message }) : null;
}

/** What zod found wrong; `params` is different for each kind of problem. */
type Issues = readonly { instancePath: string; message?: string; params?: object }[];

function validationError(issues: Issues): OffhookError {
  const fields = fieldNames(issues);
  if (fields.length > 0) return new OffhookError("unknown-field", { fields: fields.join(", ") });
  const first = issues[0];
  const where = first?.instancePath.replace(/^\//, "").replaceAll("/", ".") ?? "";
  return new OffhookError("invalid-field", { problem: `${where || "The request"}: ${first?.message ?? "not valid"}.` });
}

function fieldNames(issues: Issues): string[] {
  return issues.flatMap(({ params }) => {
    const keys = (params as { keys?: unknown } | undefined)?.keys;
    return Array.isArray(keys) ? keys.map(String) : [];
  });
}

const UNKEEPABLE = "A text in it holds a character that cannot be kept, such as U+0000.";

/** PostgreSQL keeps every character but U+0000: SQLSTATE 22021 in a text, 22P05 in JSON. */
function isUnkeepable(error: unknown): boolean {
  return ["22021", "22P05"].includes(systemCode((error as { cause?: unknown }).cause ?? error) ?? "");
}

/** SQLSTATE class 08 and 57P, a refused or broken connection, or the pool's own deadline. */
function isConnectionFailure(error: unknown): boolean {
  const cause = (error as { cause?: unknown }).cause ?? error;
  const code = systemCode(cause) ?? "";
  const message = cause instanceof Error ? cause.message : "";
  return (
    /^(08|57P)|^E(CONN|PIPE|TIMEDOUT|NOTFOUND|NOENT)/.test(code) ||
    /timeout.*connect|Connection terminated|Query read timeout/i.test(message)
  );
}

/** Name, code and stack; no message, which in a database's error can hold a row. */
function bare(error: Error): Record<string, unknown> {
  const stack = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .join("\n");
  return { type: error.name, code: systemCode(error), stack };
}
