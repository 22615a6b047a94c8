/** Calls that nobody carries: left open by a dead server, or never begun by the page that ordered them. No ghost remains. */
import { TICKET_LIFE_MS } from "@offhook/carrier-twilio";
import type { CallRow } from "../store/calls.ts";
import { endCall, listOpenCalls } from "../store/index.ts";
import type { CallHostContext } from "../worker/call-host.ts";

/** A carrier asks to resume within seconds; ten times that is patience enough. */
export const LOOK_EVERY_MS = 60_000;
/** A page whose ticket is over cannot come any more. */
const PAGE_MS = 2 * TICKET_LIFE_MS;
/** A carrier says within minutes that nobody answered; if that was lost, nothing else ends the call. */
const RINGING_MS = 600_000;
const TOPIC_HOSTS = "calls:hosts";

type House = Pick<CallHostContext, "store" | "relay" | "logger">;

/** Looks again and again, from a while after the start. `hosts`: is this call here? */
export function endAbandonedCalls(context: House, hosts: (callId: string) => boolean): void {
  const calls = new AbandonedCalls(context, hosts, Date.now());
  const look = () =>
    calls.look(Date.now()).catch((error: unknown) => {
      context.logger.error({ problem: String(error) }, "abandoned-calls-not-ended");
    });
  setInterval(() => void look(), LOOK_EVERY_MS).unref();
}

export class AbandonedCalls {
  private readonly house: House;
  private readonly hosts: (callId: string) => boolean;
  private readonly startedAtMs: number;
  /** What nobody carried at the last look: between two workers a call is nobody's for a moment. */
  private suspects = new Set<string>();
  private isFirst = true;

  constructor(house: House, hosts: (callId: string) => boolean, startedAtMs: number) {
    this.house = house;
    this.hosts = hosts;
    this.startedAtMs = startedAtMs;
    house.relay.on(TOPIC_HOSTS, (callId) => hosts(String(callId)));
  }

  async look(nowMs: number): Promise<void> {
    const { store, logger } = this.house;
    const alone = new Set<string>();
    for (const call of await listOpenCalls(store)) {
      const reason = this.reasonFor(call, nowMs);
      if (!reason || (await this.isCarried(call.id))) continue;
      alone.add(call.id);
      // What the server found when it started has had its minute.
      if (!this.suspects.has(call.id) && !(this.isFirst && reason === "left")) continue;
      await endCall(store, call.id, { endedReason: "carrier-lost" });
      logger.warn({ callId: call.id, reason }, "abandoned-call-ended");
    }
    this.suspects = alone;
    this.isFirst = false;
  }

  private reasonFor({ startedAt, carrier, status }: CallRow, nowMs: number): "left" | "never-begun" | null {
    const ageMs = nowMs - startedAt.getTime();
    if (startedAt.getTime() < this.startedAtMs) return "left";
    if (carrier === "browser") return ageMs > PAGE_MS ? "never-begun" : null;
    return status === "ringing" && ageMs > RINGING_MS ? "never-begun" : null;
  }

  private async isCarried(callId: string): Promise<boolean> {
    return this.hosts(callId) || (await this.house.relay.askOthers(TOPIC_HOSTS, callId)).includes(true);
  }
}
