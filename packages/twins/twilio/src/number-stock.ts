/**
 * Numbers that can be bought. Every country stands for one kind of demand (address, bundle, no messages); the numbers are
 * those that regulators keep free for fiction. What a country really asks is Twilio's affair and changes.
 */

export type NumberType = "Local" | "Mobile" | "TollFree";
export type AddressRequirements = "none" | "any" | "local" | "foreign";

export interface StockNumber {
  phoneNumber: string;
  country: string;
  type: NumberType;
  areaCode: string | null;
  locality: string | null;
  addressRequirements: AddressRequirements;
  needsBundle: boolean;
  capabilities: { voice: boolean; sms: boolean; mms: boolean; fax: boolean };
}

interface Block {
  country: string;
  type: NumberType;
  /** The numbers of a block end in two digits after it. */
  prefix: string;
  areaCode?: string;
  locality?: string;
  addressRequirements?: AddressRequirements;
  needsBundle?: boolean;
  /** Left out: none. */
  messages?: "sms" | "sms-mms";
}

const BLOCKS: readonly Block[] = [
  us("212", "New York"),
  us("415", "San Francisco"),
  us("808", "Hilo"),
  { country: "US", type: "TollFree", prefix: "+180055501", messages: "sms-mms" },
  { country: "CA", type: "Local", prefix: "+141655501", areaCode: "416", locality: "Toronto", messages: "sms-mms" },
  { country: "GB", type: "Local", prefix: "+4420794600", locality: "London", addressRequirements: "any" },
  { country: "GB", type: "Mobile", prefix: "+4477009000", messages: "sms", needsBundle: true },
  {
    ...{ country: "DE", type: "Local", prefix: "+4930231250", locality: "Berlin" },
    ...{ addressRequirements: "local", needsBundle: true },
  },
  { country: "EE", type: "Local", prefix: "+37260000", addressRequirements: "foreign" },
  { country: "EE", type: "Mobile", prefix: "+372590000", messages: "sms", needsBundle: true },
];

const NUMBERS_A_BLOCK = 30;

const STOCK: readonly StockNumber[] = BLOCKS.flatMap((block) =>
  Array.from({ length: NUMBERS_A_BLOCK }, (_, at) => stockNumber(block, at)),
);

export function stockOf(country: string, type: NumberType): StockNumber[] {
  return STOCK.filter((each) => each.country === country && each.type === type);
}

export function stockNumberOf(phoneNumber: string): StockNumber | undefined {
  return STOCK.find((each) => each.phoneNumber === phoneNumber);
}

export function stockInAreaCode(areaCode: string): StockNumber[] {
  return STOCK.filter((each) => each.areaCode === areaCode);
}

/** ISO codes, each with the types that it has. */
export function stockCountries(): Map<string, Set<NumberType>> {
  const countries = new Map<string, Set<NumberType>>();
  for (const { country, type } of BLOCKS) {
    countries.set(country, (countries.get(country) ?? new Set<NumberType>()).add(type));
  }
  return countries;
}

/** `*` is any digit, letters are those of a telephone's keys; the pattern may stand anywhere in the number. */
export function fitsPattern(phoneNumber: string, pattern: string): boolean {
  const wanted = pattern.replace(/^\+/, "").toUpperCase().replace(/[A-Z]/g, keyOf).replaceAll("*", "\\d");
  return new RegExp(wanted).test(phoneNumber);
}

function keyOf(letter: string): string {
  const keys = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQRS", "TUV", "WXYZ"];
  return String(keys.findIndex((letters) => letters.includes(letter)) + 2);
}

function us(areaCode: string, locality: string): Block {
  return { country: "US", type: "Local", prefix: `+1${areaCode}55501`, areaCode, locality, messages: "sms-mms" };
}

function stockNumber(block: Block, at: number): StockNumber {
  const { country, type, prefix, areaCode = null, locality = null, messages } = block;
  return {
    phoneNumber: prefix + String(at).padStart(2, "0"),
    ...{ country, type, areaCode, locality },
    addressRequirements: block.addressRequirements ?? "none",
    needsBundle: block.needsBundle ?? false,
    capabilities: { voice: true, sms: messages !== undefined, mms: messages === "sms-mms", fax: false },
  };
}
