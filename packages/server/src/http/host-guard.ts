/**
 * Which name a request came by decides what it may reach (DESIGN §10). No trust follows from the peer's address: tunnels
 * connect from loopback too. Forwarded headers are never read.
 */
import { type ErrorCode, OffhookError } from "../errors.ts";

export type HostKind = "loopback" | "public" | "foreign";

/** `host` is the Host header as it came, port included. */
export function hostKind(host: string | undefined, publicUrl: string | null): HostKind {
  const name = hostName(host);
  if (name === null) return "foreign";
  if (isLoopbackName(name)) return "loopback";
  return publicUrl !== null && name === new URL(publicUrl).hostname ? "public" : "foreign";
}

/** Which error a request on this host and path meets, or null. */
export function refusalOf(host: string | undefined, path: string, publicUrl: string | null): ErrorCode | null {
  const kind = hostKind(host, publicUrl);
  if (kind === "foreign") return "host-refused";
  if (kind === "public" && path !== "/health" && !path.startsWith("/twilio/")) return "not-public";
  return null;
}

/** The base of signed URLs and of the TwiML's stream: PUBLIC_URL if the request came by its host, else the loopback name. */
export function requestBase(host: string | undefined, publicUrl: string | null): string {
  if (publicUrl !== null && host !== undefined) {
    const isPublic = new URL(publicUrl).host === host.toLowerCase() || hostKind(host, publicUrl) === "public";
    if (isPublic) return publicUrl;
  }
  if (hostKind(host, publicUrl) !== "loopback") throw new OffhookError("host-refused");
  return `http://${host}`;
}

/** A browser says where a page came from; ours come from the very address they ask. */
export function originDiffers(origin: string | undefined, host: string | undefined, publicUrl: string | null): boolean {
  return origin !== undefined && origin !== new URL(requestBase(host, publicUrl)).origin;
}

function hostName(host: string | undefined): string | null {
  if (!host || !/^[\w.:[\]-]+$/.test(host)) return null;
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : null;
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(name);
}
