/**
 * All Twilio accounts whose requests are believed: those that are there anyway, and those whose token somebody entered.
 * A token that was entered at another worker or machine is known here within `LOOK_EVERY_MS`, or at once where a request
 * comes from an account that nobody here has heard of.
 */
import type { Vault } from "../store/vault.ts";
import type { TwilioAccount } from "./accounts.ts";

const PREFIX = "twilio:";
const LOOK_EVERY_MS = 5_000;
/** Strangers do not make us ask the database for each of their requests. */
const LOOK_AGAIN_AFTER_MS = 500;

export class AccountBook {
  private readonly own: readonly TwilioAccount[];
  private readonly vault: Vault;
  private readonly nowMs: () => number;
  private entered: readonly TwilioAccount[] = [];
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  private looking: Promise<void> | null = null;

  constructor(own: readonly TwilioAccount[], vault: Vault, nowMs: () => number = Date.now) {
    this.own = own;
    this.vault = vault;
    this.nowMs = nowMs;
  }

  /** As they were known a moment ago; the environment's own token stands before one that was entered. */
  get known(): readonly TwilioAccount[] {
    return [...this.own, ...this.entered];
  }

  /** Those of now, where a token may have been entered since. */
  async current(): Promise<readonly TwilioAccount[]> {
    if (this.nowMs() - this.lookedAtMs >= LOOK_EVERY_MS) await this.look();
    return this.known;
  }

  /** Somebody unknown asks: perhaps his token was entered a moment ago. False: nobody has looked, for it was just done. */
  async lookAgain(): Promise<boolean> {
    if (this.nowMs() - this.lookedAtMs < LOOK_AGAIN_AFTER_MS) return false;
    await this.look();
    return true;
  }

  /** What `check` makes of the accounts; thrown only if those of now do not pass either. */
  async believe<T>(check: (accounts: readonly TwilioAccount[]) => T): Promise<T> {
    try {
      return check(await this.current());
    } catch (refusal) {
      if (await this.lookAgain()) return check(this.known);
      throw refusal;
    }
  }

  originOf({ accountSid, carrier }: TwilioAccount): "entered" | "environment" | "built-in" {
    if (carrier === "twin") return "built-in";
    return this.own.some((one) => one.accountSid === accountSid) ? "environment" : "entered";
  }

  async find(accountSid: string): Promise<TwilioAccount | null> {
    const found = () => this.known.find((one) => one.accountSid === accountSid) ?? null;
    await this.current();
    return found() ?? ((await this.lookAgain()) ? found() : null);
  }

  /** From now on its requests are believed, here at once. */
  async enter(accountSid: string, authToken: string, author: string): Promise<void> {
    await this.vault.put(`${PREFIX}${accountSid}`, authToken, author);
    await this.look();
  }

  async forget(accountSid: string): Promise<boolean> {
    const gone = await this.vault.remove(`${PREFIX}${accountSid}`);
    await this.look();
    return gone;
  }

  /** One look at a time; a database that is away leaves what was known. */
  private look(): Promise<void> {
    this.looking ??= this.readVault()
      .catch(() => {})
      .finally(() => {
        this.looking = null;
      });
    return this.looking;
  }

  private async readVault(): Promise<void> {
    const kept = await this.vault.list(PREFIX);
    const opened = await Promise.all(
      kept
        .filter(({ opens }) => opens)
        .map(async ({ name }) => ({ accountSid: name.slice(PREFIX.length), authToken: await this.vault.get(name) })),
    );
    this.entered = opened.flatMap(({ accountSid, authToken }) =>
      authToken === null || this.own.some((one) => one.accountSid === accountSid)
        ? []
        : [{ accountSid, authToken, carrier: "twilio" as const }],
    );
    this.lookedAtMs = this.nowMs();
  }
}
