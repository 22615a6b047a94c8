/** Would the numbers ring: the running server's own answer for each of them, in a bounded time. Judges nothing itself. */
import type { ServerView } from "./doctor-server.ts";

type CheckState = "ok" | "failed" | "unknown" | "skipped";

/** As `GET /v1/phone-numbers/{id}/diagnosis` gives it, in the parts that are read here. */
interface ServerDiagnosis {
  ok: boolean;
  code: string;
  message: string;
  fix: string;
  action: "repair" | "reconnect" | "publish" | "call" | "none";
  checks: { name: string; state: CheckState; message: string }[];
}

export interface NumberReport {
  id: string;
  number: string;
  /** `unknown`: nothing was found to be wrong, but not everything could be looked at. */
  state: "ok" | "failed" | "unknown";
  code: string;
  /** One sentence. */
  message: string;
  /** Empty: nothing has to be done. */
  fix: string;
}

/** As long as the vendors have, who are asked at the same time. */
const ANSWER_WITHIN_MS = 7_500;
/** Each makes the server ask Twilio several things, and Twilio takes so many at once. */
const AT_ONCE = 4;
/** Of a number that nobody has called yet, these are still known. */
const EXPECTED = new Set(["account", "address", "routing", "alerts"]);

/** Null: the server did not say which numbers there are. */
export async function diagnoseNumbers(
  server: ServerView,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<NumberReport[] | null> {
  const signal = AbortSignal.timeout(withinMs);
  const listed = await getJson<{ items: { id: string; number: string }[] }>(server, "", signal).catch(() => null);
  if (!Array.isArray(listed?.items)) return null;
  const { items } = listed;
  const reports: NumberReport[] = [];
  const waiting = items.entries();
  const lane = async (): Promise<void> => {
    for (const [at, { id, number }] of waiting) {
      const path = `/${encodeURIComponent(id)}/diagnosis`;
      const found = await getJson<ServerDiagnosis>(server, path, signal).catch(() => null);
      reports[at] = { id, number, ...(found ? reportOf(found, server.address) : UNANSWERED) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return reports;
}

type Found = Omit<NumberReport, "id" | "number">;

const UNANSWERED: Found = {
  state: "unknown",
  code: "diagnosis-unanswered",
  message: "The server did not say in time whether it would ring.",
  fix: "Ask again, or look in the console under Phone numbers: “Why did it not ring?”.",
};

function reportOf({ ok, code, message, fix, action, checks }: ServerDiagnosis, address: string): Found {
  if (!ok) {
    const byButton = action === "repair" || action === "reconnect" ? ` In the console: ${address}/phone-numbers.` : "";
    return { state: "failed", code, message, fix: fix + byButton };
  }
  const unseen = checks.filter(({ name, state }) => state === "unknown" && EXPECTED.has(name));
  if (unseen.length === 0) return { state: "ok", code, message, fix: "" };
  const says = [
    "Nothing was found to be wrong, but not everything could be seen.",
    ...unseen.map((one) => one.message),
  ];
  return {
    ...{ state: "unknown", code: "diagnosis-incomplete", message: says.join(" ") },
    fix: "Check this machine's way to Twilio, and ask again.",
  };
}

async function getJson<Body>({ address, token }: ServerView, path: string, signal: AbortSignal): Promise<Body> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${address}/v1/phone-numbers${path}`, { headers, signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as Body;
}
