/** The parts of the server's API that commands read, with the local token. */
import { CliError } from "./cli-error.ts";
import type { FoundServer } from "./find-server.ts";

export interface CallRecord {
  id: string;
  carrierCallId: string;
  status: "ringing" | "in-progress" | "ended";
  endedReason: string | null;
  durationMs: number;
  recording: "none" | "writing" | "ready" | "deleted";
  latency: { voiceToVoiceP50Ms: number | null; voiceToVoiceP95Ms: number | null };
  replayable: boolean;
}

export interface Turn {
  id: string;
  speaker: "agent" | "caller" | "operator";
  kind: "speech" | "dtmf" | "backchannel";
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  endedBecause: string | null;
  latency: { endpointMs: number | null; voiceToVoiceMs: number | null } | null;
}

export interface CallEvent {
  seq: number;
  atMs: number;
  audioMs: number | null;
  kind: "input" | "decision" | "command" | "snapshot";
  type: string;
  data: Record<string, unknown>;
  /** Only where a server gives it. */
  hash?: string;
}

export interface ServerApi {
  readonly address: string;
  findCall(carrierCallId: string): Promise<CallRecord | null>;
  call(id: string): Promise<CallRecord>;
  turns(id: string): Promise<Turn[]>;
  /** All of them, in order. */
  events(id: string): Promise<CallEvent[]>;
}

/** A busy server answers within milliseconds; one that takes this long hangs. */
const ANSWER_WITHIN_MS = 15_000;
const EVENTS_A_PAGE = 1_000;

export function serverApi(server: Server): ServerApi {
  const get = <T>(path: string) => getJson<T>(server, path);
  return {
    address: server.address,
    async findCall(carrierCallId) {
      const query = new URLSearchParams({ carrierCallId });
      return (await get<{ items: CallRecord[] }>(`/v1/calls?${query}`)).items[0] ?? null;
    },
    call: (id) => get<CallRecord>(`/v1/calls/${encodeURIComponent(id)}`),
    turns: async (id) => (await get<{ turns: Turn[] }>(`/v1/calls/${encodeURIComponent(id)}/transcript`)).turns,
    async events(id) {
      const all: CallEvent[] = [];
      for (let after: string | null = "0"; after !== null; ) {
        const query = new URLSearchParams({ after, limit: String(EVENTS_A_PAGE) });
        const path = `/v1/calls/${encodeURIComponent(id)}/events?${query}`;
        const page: { items: CallEvent[]; nextCursor: string | null } = await get(path);
        all.push(...page.items);
        after = page.nextCursor;
      }
      return all;
    },
  };
}

type Server = Pick<FoundServer, "address" | "token" | "dataFolder">;

const getJson = <T>(server: Server, path: string): Promise<T> => askJson<T>(server, "GET", path);

/** `body`: JSON. Throws what the server says, or that it is gone. */
export async function askJson<T>(
  server: Server,
  method: "GET" | "POST" | "PUT" | "PATCH",
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await fetch(`${server.address}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${server.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  }).catch(() => {
    throw new CliError("server-lost", { address: server.address, dataFolder: server.dataFolder });
  });
  if (!response.ok) throw await refusalOf(response);
  return (await response.json().catch(() => null)) as T;
}

/** What the server said no with. */
export async function refusalOf(response: Response): Promise<CliError> {
  const answer: unknown = await response.json().catch(() => null);
  const { code, message, fix } = (answer as { error?: Record<string, string> } | null)?.error ?? {};
  const words = { status: response.status, message: message ?? response.statusText, fix: fix ?? "" };
  return new CliError("server-refused", code ? { ...words, code } : words);
}
