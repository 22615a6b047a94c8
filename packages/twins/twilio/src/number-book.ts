/** The numbers of the twin's account. Knows no request: `rest-numbers.ts` reads those. */
import { firstSettings, type NumberSettings, withSettings } from "./number-settings.ts";
import { type StockNumber, stockNumberOf } from "./number-stock.ts";
import { newSid, type Random } from "./seeded-random.ts";

export interface OwnedNumber {
  sid: string;
  phoneNumber: string;
  settings: NumberSettings;
  /** Where it was bought from; null for a number that the account came with. */
  stock: StockNumber | null;
  createdAtMs: number;
  updatedAtMs: number;
}

export class NumberBook {
  /** Oldest first. */
  private readonly numbers: OwnedNumber[] = [];
  /** A number that was given back stays away from the stock. */
  private readonly taken = new Set<string>();
  private readonly random: Random;
  private readonly nowMs: () => number;

  constructor(random: Random, nowMs: () => number) {
    this.random = random;
    this.nowMs = nowMs;
  }

  get all(): readonly OwnedNumber[] {
    return this.numbers;
  }

  find(phoneNumber: string): OwnedNumber | undefined {
    return this.numbers.find((each) => each.phoneNumber === phoneNumber);
  }

  bySid(sid: string): OwnedNumber | undefined {
    return this.numbers.find((each) => each.sid === sid);
  }

  isForSale(phoneNumber: string): boolean {
    return stockNumberOf(phoneNumber) !== undefined && !this.taken.has(phoneNumber);
  }

  add(phoneNumber: string, settings: Partial<NumberSettings>): OwnedNumber {
    const nowMs = this.nowMs();
    const number: OwnedNumber = {
      sid: newSid("PN", this.random),
      phoneNumber,
      settings: withSettings(firstSettings(phoneNumber), settings),
      stock: stockNumberOf(phoneNumber) ?? null,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    this.numbers.push(number);
    this.taken.add(phoneNumber);
    return number;
  }

  /** A number that a twin before this one had. */
  restore(number: OwnedNumber): void {
    this.numbers.push({ ...number, settings: { ...number.settings } });
    this.taken.add(number.phoneNumber);
  }

  change(number: OwnedNumber, settings: Partial<NumberSettings>): void {
    number.settings = withSettings(number.settings, settings);
    number.updatedAtMs = this.nowMs();
  }

  release(number: OwnedNumber): void {
    this.numbers.splice(this.numbers.indexOf(number), 1);
  }
}
