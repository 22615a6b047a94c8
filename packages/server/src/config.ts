/** Reads the environment once. Everything else in the server gets the result, never `process.env`. */
import { dataFolderOf } from "./data-folder.ts";
import { OffhookError } from "./errors.ts";

export interface Config {
  /** 0: any free one. */
  port: number;
  host: string;
  /** How the world reaches us, without a trailing slash; null where only this machine does. */
  publicUrl: string | null;
  /** Where Twilio's REST API is; null: at Twilio. */
  twilioBaseUrl: string | null;
  /** Connected numbers follow PUBLIC_URL when it changes: with a tunnel it does at each start. */
  repointsNumbers: boolean;
  /** Files that define assistants; null: none. */
  assistantsFolder: string | null;
  /** null: the server starts its own. */
  databaseUrl: string | null;
  dataFolder: string;
  apiKey: string | null;
  /** Encrypts and signs; null: one of the data folder's own. */
  secret: string | null;
  workers: number;
  /** `host` or `host:port` that tools may call though it is private. */
  toolHosts: readonly string[];
  logLevel: string;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return Object.freeze({
    port: wholeNumber(env, "PORT", 3_000, 0, 65_535),
    host: env.HOST || "127.0.0.1",
    publicUrl: addressOf(env, "PUBLIC_URL"),
    twilioBaseUrl: addressOf(env, "TWILIO_BASE_URL"),
    repointsNumbers: env.OFFHOOK_REPOINT === "1",
    assistantsFolder: env.OFFHOOK_ASSISTANTS || null,
    databaseUrl: env.DATABASE_URL || null,
    dataFolder: dataFolderOf(env),
    apiKey: env.OFFHOOK_API_KEY || null,
    secret: env.OFFHOOK_SECRET || null,
    // Two, so that one answers while the other is replaced.
    workers: wholeNumber(env, "OFFHOOK_WORKERS", 2, 1, 64),
    toolHosts: (env.OFFHOOK_TOOL_HOSTS ?? "")
      .split(",")
      .map((host) => host.trim())
      .filter(Boolean),
    logLevel: env.OFFHOOK_LOG_LEVEL || "info",
  });
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new OffhookError("setting-invalid", { name, problem: `a whole number from ${least} to ${most} is wanted` });
}

function addressOf(env: NodeJS.ProcessEnv, name: "PUBLIC_URL" | "TWILIO_BASE_URL"): string | null {
  const text = env[name];
  if (!text) return null;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new OffhookError("setting-invalid", { name, problem: "an http or https address is wanted" });
  }
  return text.replace(/\/+$/, "");
}
