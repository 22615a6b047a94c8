/** The twin's one account: its kind and state, its numbers and papers, and whom it may call. Knows no call. */
import { NumberBook } from "./number-book.ts";
import { PaperBook } from "./paper-book.ts";
import { newSid, type Random } from "./seeded-random.ts";

export interface AccountOptions {
  accountType?: "Full" | "Trial";
  /** A trial account reaches these alone, both ways. */
  verifiedNumbers?: readonly string[];
  /** With verified and bought ones, the only numbers that may be named as `From`; left out: any number may. */
  ownedNumbers?: readonly string[];
}

/** An OutgoingCallerId. */
export interface VerifiedNumber {
  sid: string;
  phoneNumber: string;
  friendlyName: string;
  createdAtMs: number;
}

export interface AccountKeys {
  accountSid: string;
  authToken: string;
}

export class TwinAccount {
  /** Not `active`: nobody calls in or out, and nothing is bought. */
  status: "active" | "suspended" | "closed" = "active";
  readonly numbers: NumberBook;
  /** Addresses and bundles, for countries that ask for them. */
  readonly papers: PaperBook;
  readonly verified: VerifiedNumber[] = [];
  private readonly options: AccountOptions;
  private readonly random: Random;
  private readonly nowMs: () => number;

  constructor(options: AccountOptions, random: Random, nowMs: () => number) {
    this.options = options;
    this.random = random;
    this.nowMs = nowMs;
    this.numbers = new NumberBook(random, nowMs);
    this.papers = new PaperBook(random, nowMs);
    for (const number of options.ownedNumbers ?? []) this.numbers.add(number, {});
    for (const number of options.verifiedNumbers ?? []) this.verify(number);
  }

  get isTrial(): boolean {
    return this.options.accountType === "Trial";
  }

  get isActive(): boolean {
    return this.status === "active";
  }

  /** The number may be called from a trial account, and shown as `From`. */
  verify(phoneNumber: string, friendlyName = phoneNumber): void {
    if (this.isVerified(phoneNumber)) return;
    this.verified.push({ sid: newSid("PN", this.random), phoneNumber, friendlyName, createdAtMs: this.nowMs() });
  }

  isVerified(number: string): boolean {
    return this.verified.some(({ phoneNumber }) => phoneNumber === number);
  }

  /** May send messages as this number. */
  owns(number: string): boolean {
    return this.options.ownedNumbers === undefined || this.numbers.find(number) !== undefined;
  }

  mayCallAs(number: string): boolean {
    return this.owns(number) || this.isVerified(number);
  }

  mayReach(number: string): boolean {
    return !this.isTrial || this.isVerified(number);
  }

  json({ accountSid, authToken }: AccountKeys): Record<string, unknown> {
    return {
      sid: accountSid,
      owner_account_sid: accountSid,
      friendly_name: "Twilio twin",
      status: this.status,
      type: this.options.accountType ?? "Full",
      auth_token: authToken,
      date_created: "Mon, 05 Jan 2026 09:00:00 +0000",
      date_updated: "Mon, 05 Jan 2026 09:00:00 +0000",
      uri: `/2010-04-01/Accounts/${accountSid}.json`,
      subresource_uris: {},
    };
  }
}
