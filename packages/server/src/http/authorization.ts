/** Who may use `/v1`: holders of OFFHOOK_API_KEY's value or of this server's local token. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Null keys never match. */
export function createKeyCheck(keys: readonly (string | null)[]): (authorization: string | undefined) => boolean {
  const digests = keys.filter((key) => key !== null && key !== "").map((key) => digestOf(key ?? ""));
  return (authorization) => {
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
    if (given === undefined) return false;
    const digest = digestOf(given);
    // All of them, each in constant time: how long it takes says nothing.
    return digests.reduce((matches, known) => timingSafeEqual(known, digest) || matches, false);
  };
}

function digestOf(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
