/**
 * What a country wants shown before it gives a number, held against what the account has. Twilio's codes are those of its
 * error dictionary: 21615 no address in the country, 21631 none that fits, 21649 no bundle that fits, 21651 a document
 * that does not belong there.
 */
import type { NumberSettings } from "./number-settings.ts";
import { type StockNumber, stockNumberOf } from "./number-stock.ts";
import type { AccountAddress, AccountBundle, PaperBook } from "./paper-book.ts";
import type { RestErrorCode } from "./rest-answers.ts";

export interface MissingPapers {
  code: RestErrorCode;
  /** Left out: the code's usual one. */
  message?: string;
}

type Named = Partial<Pick<NumberSettings, "AddressSid" | "BundleSid">>;

const BUNDLE_TYPES = { Local: "local", Mobile: "mobile", TollFree: "toll-free" } as const;
const USABLE: readonly AccountBundle["status"][] = ["twilio-approved", "provisionally-approved"];

/** Null: nothing is missing. What is named and not asked for must be the account's all the same. */
export function missingPapers(phoneNumber: string, named: Named, papers: PaperBook): MissingPapers | null {
  const stock = stockNumberOf(phoneNumber);
  if (stock === undefined) return null;
  const address = named.AddressSid ? papers.address(named.AddressSid) : undefined;
  if (named.AddressSid && address === undefined) return { code: 21651, message: `${named.AddressSid} was not found` };
  return addressProblem(stock, address) ?? bundleProblem(stock, named.BundleSid, address, papers);
}

function addressProblem(
  { addressRequirements: wanted, country }: StockNumber,
  address: AccountAddress | undefined,
): MissingPapers | null {
  if (wanted === "none") return null;
  if (address === undefined) return { code: 21631 };
  const isInCountry = address.isoCountry === country;
  if (wanted === "local" && !isInCountry) return { code: 21615 };
  if (wanted === "foreign" && isInCountry) return { code: 21631, message: "Phone number requires a foreign Address." };
  return null;
}

function bundleProblem(
  { needsBundle, country, type }: StockNumber,
  bundleSid: string | undefined,
  address: AccountAddress | undefined,
  papers: PaperBook,
): MissingPapers | null {
  if (!bundleSid) return needsBundle ? { code: 21649 } : null;
  const bundle = papers.bundle(bundleSid);
  if (bundle === undefined) return { code: 21649, message: `Bundle [${bundleSid}] was not found` };
  if (!USABLE.includes(bundle.status)) {
    return { code: 21649, message: `Bundle [${bundleSid}] status is not twilio-approved` };
  }
  if (bundle.isoCountry !== country || bundle.numberType !== BUNDLE_TYPES[type]) {
    return { code: 21649, message: `Bundle [${bundleSid}] is of another country or number type` };
  }
  const holds = address === undefined || (bundle.addressSids?.includes(address.sid) ?? true);
  return holds ? null : { code: 21651, message: "Address not contained in bundle" };
}
