/** What is kept of a run, as the page shows it. Pure. */

export interface RunRecord {
  method: string;
  url: string;
  headers: readonly (readonly [name: string, value: string])[];
  body: string | null;
  /** Null: nobody answered. */
  status: number | null;
  answer: string | null;
  fault: { code: string; message: string } | null;
}

type Loose = Readonly<Record<string, unknown>>;

/** A record of an older version may lack anything. */
export function readRecord(record: Loose): RunRecord {
  const request = partOf(record.request);
  const fault = record.fault ? partOf(record.fault) : null;
  return {
    ...{ method: textIn(request.method) ?? "", url: textIn(request.url) ?? "", body: textIn(request.body) },
    headers: Object.entries(partOf(request.headers)).map(([name, value]) => [name, String(value)] as const),
    ...{ status: typeof record.status === "number" ? record.status : null, answer: textIn(record.answer) },
    fault: fault && { code: textIn(fault.code) ?? "tool-failed", message: textIn(fault.message) ?? "" },
  };
}

const partOf = (value: unknown): Loose => (typeof value === "object" && value !== null ? (value as Loose) : {});
const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Refused on this side, before anything went out. */
const UNSENT = new Set([
  "tool-argument-missing",
  "tool-argument-refused",
  "tool-secret-missing",
  "tool-address-refused",
]);

export const wasSent = ({ status, fault }: RunRecord): boolean =>
  status !== null || fault === null || !UNSENT.has(fault.code);

/** As OFFHOOK_TOOL_HOSTS names it: of the tool itself, or of where its address led on to. */
export const privateHost = (message: string): string | null =>
  /^(\S+) is a private address\b/.exec(message)?.[1] ?? null;
