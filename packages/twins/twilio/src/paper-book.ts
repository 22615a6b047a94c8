/**
 * What an account has shown of whoever uses its numbers: addresses, and bundles of documents that were looked through.
 * Knows no request: `rest-addresses.ts` and `rest-bundles.ts` read those.
 */
import { newSid, type Random } from "./seeded-random.ts";

export interface NewAddress {
  /** Made if left out. */
  sid?: string;
  customerName: string;
  street: string;
  streetSecondary?: string;
  city: string;
  region?: string;
  postalCode: string;
  /** ISO 3166, two letters. */
  isoCountry: string;
  friendlyName?: string;
  validated?: boolean;
  verified?: boolean;
}

export type BundleStatus =
  | "draft"
  | "pending-review"
  | "in-review"
  | "twilio-rejected"
  | "twilio-approved"
  | "provisionally-approved";

export interface NewBundle {
  sid?: string;
  friendlyName: string;
  /** ISO 3166, two letters. */
  isoCountry: string;
  numberType: "local" | "mobile" | "national" | "toll-free";
  endUserType?: "individual" | "business";
  /** Left out: `twilio-approved`. */
  status?: BundleStatus;
  /** Unix time; left out: it does not run out. */
  validUntilMs?: number;
  /** The addresses among its documents; left out: any address goes with it. */
  addressSids?: readonly string[];
}

export interface AccountAddress extends Required<NewAddress> {
  createdAtMs: number;
}

export interface AccountBundle extends Required<Omit<NewBundle, "validUntilMs" | "addressSids">> {
  validUntilMs: number | null;
  addressSids: readonly string[] | null;
  regulationSid: string;
  createdAtMs: number;
}

export class PaperBook {
  /** Oldest first. */
  readonly addresses: AccountAddress[] = [];
  readonly bundles: AccountBundle[] = [];
  private readonly random: Random;
  private readonly nowMs: () => number;

  constructor(random: Random, nowMs: () => number) {
    this.random = random;
    this.nowMs = nowMs;
  }

  addAddress(address: NewAddress): AccountAddress {
    const usual = { friendlyName: "", region: "", streetSecondary: "", validated: false, verified: false };
    const sid = address.sid ?? newSid("AD", this.random);
    const added = { ...usual, ...address, sid, createdAtMs: this.nowMs() };
    this.addresses.push(added);
    return added;
  }

  addBundle(bundle: NewBundle): AccountBundle {
    const added = {
      ...{
        status: "twilio-approved" as const,
        endUserType: "business" as const,
        validUntilMs: null,
        addressSids: null,
      },
      ...bundle,
      sid: bundle.sid ?? newSid("BU", this.random),
      regulationSid: newSid("RN", this.random),
      createdAtMs: this.nowMs(),
    };
    this.bundles.push(added);
    return added;
  }

  address(sid: string): AccountAddress | undefined {
    return this.addresses.find((each) => each.sid === sid);
  }

  bundle(sid: string): AccountBundle | undefined {
    return this.bundles.find((each) => each.sid === sid);
  }
}
