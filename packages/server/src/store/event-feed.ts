/**
 * Hears from the database that a call has new durable events, whichever process wrote them. One connection a process,
 * opened when someone first listens; after a loss everyone is told once, since anything may have been missed.
 */
import pg from "pg";
import type { ConnectionSettings } from "../database/connection.ts";
import { EVENTS_CHANNEL } from "./log-batch.ts";

const RECONNECT_MS = 500;

export class EventFeed {
  private readonly connection: ConnectionSettings;
  private readonly listeners = new Map<string, Set<() => void>>();
  private client: pg.Client | null = null;
  private connecting: Promise<void> | null = null;
  private closed = false;

  constructor(connection: ConnectionSettings) {
    this.connection = connection;
  }

  /** Resolves once changes from now on are heard; `changed` may be called without a change. Returns how to stop. */
  async listen(callId: string, changed: () => void): Promise<() => void> {
    const ofCall = this.listeners.get(callId) ?? new Set();
    this.listeners.set(callId, ofCall.add(changed));
    this.connecting ??= this.connect();
    await this.connecting;
    return () => {
      ofCall.delete(changed);
      if (ofCall.size === 0 && this.listeners.get(callId) === ofCall) this.listeners.delete(callId);
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => {});
  }

  private async connect(): Promise<void> {
    const client = new pg.Client(this.connection);
    client.on("error", () => {});
    client.on("end", () => this.lost(client));
    client.on("notification", ({ payload }) => this.tell(payload ?? ""));
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${EVENTS_CHANNEL}`);
    } catch {
      await client.end().catch(() => {});
      this.lost(client);
    }
  }

  private lost(client: pg.Client): void {
    if (this.client !== client || this.closed) return;
    this.client = null;
    setTimeout(() => {
      if (this.closed) return;
      this.connecting = this.connect().then(() => {
        for (const callId of this.listeners.keys()) this.tell(callId);
      });
    }, RECONNECT_MS).unref();
  }

  private tell(callId: string): void {
    for (const changed of this.listeners.get(callId) ?? []) changed();
  }
}
