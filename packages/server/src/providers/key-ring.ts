/**
 * The vendors' keys as all parts of a worker see them: the environment's own, and those that somebody entered. `environment`
 * is one object that changes under whoever holds it, so that a key that is entered counts from the next call on.
 */
import type { Vault } from "../store/vault.ts";
import { CATALOGUES, type Environment } from "./catalogues.ts";

const PREFIX = "provider:";
/** A key that was entered at another worker or machine is used here this much later at most. */
const LOOK_EVERY_MS = 5_000;

export interface KeptKey {
  provider: string;
  /** Such as `OPENAI_API_KEY`. */
  keyName: string;
  /** `lost`: it was sealed with another OFFHOOK_SECRET, and has to be entered again. */
  from: "environment" | "entered" | "lost" | null;
  author: string | null;
  updatedAt: Date | null;
}

export class KeyRing {
  readonly environment: Environment;
  private readonly own: Environment;
  private readonly vault: Vault;
  private readonly current: Record<string, string | undefined>;
  private timer: NodeJS.Timeout | null = null;

  constructor(own: Environment, vault: Vault) {
    this.own = own;
    this.vault = vault;
    this.current = { ...own };
    this.environment = this.current;
  }

  /** Reads what was entered, and goes on doing so. A database that is away leaves what was known. */
  async start(): Promise<void> {
    await this.look().catch(() => {});
    this.timer = setInterval(() => void this.look().catch(() => {}), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  async enter(provider: string, key: string, author: string): Promise<void> {
    await this.vault.put(`${PREFIX}${provider}`, key, author);
    await this.look();
  }

  /** False: none was entered. */
  async forget(provider: string): Promise<boolean> {
    const gone = await this.vault.remove(`${PREFIX}${provider}`);
    await this.look();
    return gone;
  }

  async list(): Promise<KeptKey[]> {
    const kept = new Map((await this.vault.list(PREFIX)).map((one) => [one.name.slice(PREFIX.length), one]));
    return CATALOGUES.flatMap(({ provider, keyName }) => {
      if (keyName === null) return [];
      const entered = kept.get(provider);
      const from = this.own[keyName] ? "environment" : entered ? (entered.opens ? "entered" : "lost") : null;
      const ours = from === "entered" || from === "lost";
      const by =
        ours && entered ? { author: entered.author, updatedAt: entered.updatedAt } : { author: null, updatedAt: null };
      return [{ provider, keyName, from, ...by }];
    });
  }

  /** The environment's own key stands: whoever runs the server has the last word. */
  private async look(): Promise<void> {
    for (const { provider, keyName } of CATALOGUES) {
      if (keyName === null || this.own[keyName]) continue;
      this.current[keyName] = (await this.vault.get(`${PREFIX}${provider}`)) ?? undefined;
    }
  }
}
