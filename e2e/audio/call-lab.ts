/**
 * A whole server and a twin that calls it over real sockets, in real time, with people who hear and speak. Words cross as
 * µ-law and in no other way; what the server understood is read from its public API afterwards.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Behaviour, callsWith, type Echo, Person, type PersonResult } from "@offhook/callers";
import { replay } from "@offhook/engine/call";
import type { LogItem } from "@offhook/engine/ports";
import { type SpawnedServer, spawnServer } from "@offhook/server";
import { type LineScript, TwilioTwin, type TwinCall } from "@offhook/twin-twilio";

export interface LabTurn {
  id: string;
  speaker: "agent" | "caller";
  kind: string;
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
  intendedText: string | null;
  endedBecause: string | null;
  latency: { voiceToVoiceMs: number } | null;
}

export interface LabCall {
  twinCall: TwinCall;
  person: PersonResult;
  call: { id: string; status: string; endedReason: string; recording: string; streams: { endedBecause: string }[] };
  turns: LabTurn[];
  events: LogItem[];
  agentSaid: string;
  callerSaid: string;
  decisions(type: string): Record<string, unknown>[];
}

export interface LabCallOptions {
  line?: LineScript;
  during?(call: TwinCall): void | Promise<void>;
  /** The number that calls; any, where left out. */
  from?: string;
  /** The caller's telephone gives back what it plays. */
  echo?: Echo;
}

/** Calls at once, of which six are under way: the server has measured the machine by then. */
const LEAST_CAPACITY = 7;
const WORKER = fileURLToPath(new URL("./lab-worker.ts", import.meta.url));

export class CallLab {
  readonly dataFolder = mkdtempSync(join(tmpdir(), "offhook-lab-"));
  server!: SpawnedServer;
  twin!: TwilioTwin;
  private calls = 0;

  async open(env: NodeJS.ProcessEnv = {}): Promise<void> {
    const { PATH, HOME, TMPDIR } = process.env;
    const own = { PATH, HOME, TMPDIR, OFFHOOK_DATA: this.dataFolder, PORT: "0", OFFHOOK_LOG_LEVEL: "warn" };
    const least = env.LAB_CAPACITY ? Number(env.LAB_CAPACITY) : LEAST_CAPACITY;
    this.server = await spawnServer({
      env: { ...own, ...env },
      workerMain: WORKER,
      output: (text) => process.env.LAB_LOG && process.stderr.write(text),
    });
    const { accountSid, authToken } = JSON.parse(readFileSync(join(this.dataFolder, "twin.json"), "utf8"));
    this.twin = new TwilioTwin({ accountSid, authToken });
    await this.until(async () => (await this.get<{ capacity: number }>("/ready")).capacity >= least, 60_000);
  }

  /** Another server on the same data folder, after the first has ended by itself. */
  async reopen(): Promise<void> {
    await this.twin.close();
    await this.open();
  }

  /** Is the server about to end? */
  async draining(): Promise<boolean> {
    const answer = await fetch(`${this.server.address}/ready`);
    return ((await answer.json()) as { because: string | null }).because === "draining";
  }

  /** Asks again and again until it holds. */
  async until(holds: () => Promise<boolean>, withinMs: number): Promise<void> {
    const endMs = Date.now() + withinMs;
    while (!(await holds())) {
      if (Date.now() > endMs) throw new Error(`It did not come to hold within ${withinMs} ms: ${holds}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  /** What the agent has said in this call so far, heard to its end. */
  async agentSaid(carrierCallId: string): Promise<string> {
    const { items } = await this.get<{ items: { id: string }[] }>(`/v1/calls?carrierCallId=${carrierCallId}`);
    if (!items[0]) return "";
    const { turns } = await this.get<{ turns: LabTurn[] }>(`/v1/calls/${items[0].id}/transcript`);
    return turns
      .filter((turn) => turn.speaker === "agent")
      .map((turn) => turn.text)
      .join(" ");
  }

  async close(): Promise<void> {
    await this.twin.close();
    await this.server.stop();
    rmSync(this.dataFolder, { recursive: true, force: true });
  }

  /** One call from the first ring to its stored transcript. */
  async call(does: Behaviour, options: LabCallOptions = {}): Promise<LabCall> {
    const { twinCall, result } = await this.ring(does, options);
    await options.during?.(twinCall);
    return this.record(twinCall, await result);
  }

  /** Places a call; its result comes when the caller's side of it is over. */
  async ring(
    does: Behaviour,
    { line, from, echo }: LabCallOptions = {},
  ): Promise<{ twinCall: TwinCall; result: Promise<PersonResult> }> {
    this.calls += 1;
    const person = new Person({ does, seed: this.calls, ...(echo ? { echo } : {}) });
    const { address } = this.server;
    const { call: twinCall, result } = await callsWith(this.twin, person, {
      from: from ?? `+1415555${String(1_000 + this.calls)}`,
      to: "+14155550199",
      voiceUrl: `${address}/twilio/voice`,
      statusCallback: `${address}/twilio/status`,
      ...(line ? { line } : {}),
    });
    return { twinCall, result };
  }

  /** What the server has stored of a call that is over. */
  async record(twinCall: TwinCall, person: PersonResult): Promise<LabCall> {
    const call = await this.ended(twinCall.sid);
    const { turns } = await this.get<{ turns: LabTurn[] }>(`/v1/calls/${call.id}/transcript`);
    const events = await this.events(call.id);
    replaysTheSame(events);
    const said = (speaker: string): string =>
      turns
        .filter((turn) => turn.speaker === speaker)
        .map((turn) => turn.text)
        .join(" ");
    return {
      ...{ twinCall, person, call, turns, events },
      agentSaid: said("agent"),
      callerSaid: said("caller"),
      decisions: (type) =>
        events.filter((item) => item.kind === "decision" && item.type === type).map((item) => item.data),
    };
  }

  /** The call as the API gives it, once it has ended and its recording is whole. */
  private async ended(carrierCallId: string): Promise<LabCall["call"]> {
    for (let tries = 0; tries < 100; tries += 1) {
      const { items } = await this.get<{ items: LabCall["call"][] }>(`/v1/calls?carrierCallId=${carrierCallId}`);
      const call = items[0];
      if (call?.status === "ended" && call.recording !== "writing") return call;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The call ${carrierCallId} did not end`);
  }

  async events(callId: string): Promise<LogItem[]> {
    const items: LogItem[] = [];
    for (;;) {
      const page = await this.get<{ items: LogItem[] }>(`/v1/calls/${callId}/events?after=${items.length}&limit=1000`);
      items.push(...page.items);
      if (page.items.length < 1_000) return items;
    }
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.server.address}${path}`, {
      headers: { authorization: `Bearer ${this.server.token}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async recording(callId: string): Promise<Uint8Array> {
    const response = await fetch(`${this.server.address}/v1/calls/${callId}/recording`, {
      headers: { authorization: `Bearer ${this.server.token}` },
    });
    if (!response.ok) throw new Error(`recording: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}

/** What every call must have done, whatever happened to it. */
function replaysTheSame(events: readonly LogItem[]): void {
  const again = replay(events);
  if (!again.same) throw new Error(`The log does not replay: ${JSON.stringify(again).slice(0, 800)}`);
}
