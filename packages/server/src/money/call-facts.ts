/**
 * What a carrier bills of a call, and what its providers used: folded from the call's log, live or afterwards, so that both
 * say the same. Knows no price and no database.
 */
import type { LogItem } from "@offhook/engine/ports";
import { type CountedUse, type UsageFact, UsageSum } from "./usage.ts";

export interface CallFacts {
  carrier: string;
  direction: "inbound" | "outbound" | "web";
  from: string;
  to: string;
  /** From the answer to the end, or to now; null: not answered. */
  legMs: number | null;
  /** Each media stream's time. */
  streamsMs: readonly number[];
  /** To people who answered. The ringing is among the time: the log does not say when it stopped. */
  transfers: readonly { to: string; connectedMs: number }[];
  /** By the carrier; this server records by itself, which costs nothing. */
  carrierRecordingMs?: number;
  messages?: readonly { direction: "inbound" | "outbound"; to: string; segments: number }[];
  /** The carrier was asked whether a person or a machine answered. */
  machineDetection?: boolean;
}

/** The log items that facts are made of; an index in the schema holds exactly these. */
export const BILLED_TYPES = [
  "call-started",
  "stream-started",
  "carrier-lost",
  "caller-hung-up",
  "provider-used",
  "transfer-settled",
  "transfer",
  "move",
  "hang-up",
  "call-ended",
] as const;

const BILLED = new Set<string>(BILLED_TYPES);
export const isBilled = ({ type }: Pick<LogItem, "type">): boolean => BILLED.has(type);

export type BilledItem = Pick<LogItem, "seq" | "type" | "atMs" | "data">;

interface Stretch {
  fromMs: number;
  toMs: number | null;
}

/** Takes a call's items in order; one that was taken before is passed over. */
export class FactLedger {
  /** Of the last item that was taken. */
  seq = 0;
  private pin: Pick<CallFacts, "carrier" | "direction" | "from" | "to"> | null = null;
  private readonly streams: Stretch[] = [];
  private readonly transfers: (Stretch & { to: string; answered: boolean })[] = [];
  private endedAtMs: number | null = null;
  private readonly used = new UsageSum();

  take(item: BilledItem): void {
    if (item.seq <= this.seq || !isBilled(item)) return;
    this.seq = item.seq;
    const { type, atMs, data } = item;
    if (type === "call-started") this.pin = pinOf(data);
    else if (type === "provider-used") this.used.add(data as unknown as UsageFact);
    else if (type === "transfer-settled") this.settle(atMs, data.outcome === "answered");
    else {
      this.closeStream(atMs);
      if (type === "stream-started") this.streams.push({ fromMs: atMs, toMs: null });
      if (type === "transfer")
        this.transfers.push({ fromMs: atMs, toMs: null, to: String(data.number), answered: false });
      if (type === "call-ended") this.endedAtMs = atMs;
    }
  }

  uses(): CountedUse[] {
    return this.used.all();
  }

  /** Up to `nowMs`, counted as the log counts; null before the call has begun. */
  facts(nowMs: number): CallFacts | null {
    if (!this.pin) return null;
    const untilMs = this.endedAtMs ?? nowMs;
    const lasted = ({ fromMs, toMs }: Stretch): number => Math.max(0, (toMs ?? untilMs) - fromMs);
    const first = this.streams[0];
    return {
      ...this.pin,
      legMs: first ? Math.max(0, untilMs - first.fromMs) : null,
      streamsMs: this.streams.map(lasted),
      transfers: this.transfers
        .filter(({ answered }) => answered)
        .map((one) => ({ to: one.to, connectedMs: lasted(one) })),
    };
  }

  private closeStream(atMs: number): void {
    const open = this.streams.at(-1);
    if (open && open.toMs === null) open.toMs = atMs;
  }

  private settle(atMs: number, answered: boolean): void {
    const open = this.transfers.at(-1);
    if (open && open.toMs === null) Object.assign(open, { toMs: atMs, answered });
  }
}

function pinOf(data: Record<string, unknown>): Pick<CallFacts, "carrier" | "direction" | "from" | "to"> {
  const { carrier, direction, from, to } = (data.pin ?? {}) as Partial<CallFacts>;
  return { carrier: carrier ?? "", direction: direction ?? "inbound", from: from ?? "", to: to ?? "" };
}
