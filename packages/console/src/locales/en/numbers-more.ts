/** More numbers at once, and new ones: an account's import, and Twilio's shelf. */
export const ways = {
  label: "Ways to a number",
  one: "One number",
  import: "From an account",
  buy: "Buy",
};

export const can = { voice: "calls", noVoice: "no calls", sms: "SMS" };

export const accounts = {
  which: "Twilio account",
  entered: "{{sid}}, entered here",
  environment: "{{sid}}, from the environment",
  simulator: "the simulator on this machine",
  forget: "Forget this account",
  forgetSure: "Its Auth Token goes from this server. At Twilio nothing changes.",
  other: "Another account…",
  use: "Use this account",
  notes: {
    trial:
      "This is a trial account. Twilio lets it have one number, lets only verified numbers call, and opens no audio streams for it: an assistant will not be heard until you upgrade it under Billing.",
    twin: "The simulator is on this machine: nobody outside can call its numbers, and nobody is charged.",
    unknown:
      "If this is a trial account, it can have one number only, and an assistant will not be heard on it until the account is upgraded under Billing.",
  },
};

export const importing = {
  title: "Import an account's numbers",
  text: "Choose from what the account has. You see what would change at Twilio, number by number, before anything does.",
  choose: "Numbers to import",
  has_one: "{{count}} number in the account",
  has_other: "{{count}} numbers in the account",
  all: "Choose all",
  again: "List again",
  none: "This account has no numbers.",
  noneText: "Buy one here, or in Twilio's console.",
  nobody: "Nobody answers it now.",
  now: "Answered by {{host}} now",
  here: "connected here",
  imported: "imported",
  failed: "not imported",
  hint: "Choose at least one number.",
  start_one: "Import {{count}} number",
  start_other: "Import {{count}} numbers",
  result: "Imported: {{imported}}. Not imported: {{failed}}.",
};

export const shop = {
  title: "Buy a new number",
  text: "From Twilio's shelf. You see the price and what the country asks for first; Twilio charges your account, Offhook takes nothing.",
  country: "Country",
  kind: "Kind",
  kinds: { local: "local", mobile: "mobile", tollFree: "toll-free" },
  area: "Area code",
  areaHint: "Three digits, or empty.",
  contains: "Contains",
  containsHint: "2–16 digits, letters, or * for any digit.",
  search: "Search numbers",
  none: "Twilio has no such numbers for calls there now.",
  noneText: "Try another kind, another area, or fewer digits.",
  found_one: "{{count}} number for sale",
  found_other: "{{count}} numbers for sale",
  showAll_one: "Show {{count}}",
  showAll_other: "Show all {{count}}",
  price: "{{price}} a month each, by Twilio's price list. Calls cost extra.",
  priceUnknown: "The price a month is unknown: Twilio's price list names none for these.",
  simulated: "They cost nothing: the simulator has made them up.",
  beta: "new at Twilio",
  asks: {
    none: "no address asked for",
    any: "asks for an address",
    local: "asks for an address in that country",
    foreign: "asks for an address abroad",
  },
  choose: "Choose…",
  chooseNumber: "Choose {{number}}",
  confirm: "Buy {{number}}?",
  charges:
    "Twilio charges your account {{price}} now and every month, until you release the number in Twilio's console. It leads here from its first second.",
  chargesUnknown:
    "Twilio charges your account now and every month, until you release the number in Twilio's console. How much is not known here: look it up first.",
  chargesNobody: "The simulator charges nobody. The number leads here from its first second.",
  priceList: "Twilio's prices",
  noPapers: "No address and no papers are asked for.",
  askingPapers: "Asking Twilio which addresses and bundles the account has…",
  typeInstead: "The account's addresses and bundles cannot be shown. If you know their SIDs, type them below.",
  address: "Address",
  addressSid: "Address SID",
  chooseAddress: "Choose an address…",
  noAddress: {
    any: "The account has no address yet.",
    local: "The account has no address in the number's country ({{country}}).",
    foreign: "The account has no address outside the number's country ({{country}}).",
  },
  addressWhy: {
    any: "Twilio has to know the address of whoever uses this number, wherever it is.",
    local: "Twilio has to know an address of whoever uses this number, and it has to be in the number's own country.",
    foreign:
      "Twilio has to know an address of whoever uses this number, and it has to be outside the number's country.",
  },
  addressWhere: "In Twilio's console: Trust Hub, Addresses. Make one or open one, and copy its SID; it begins with AD.",
  bundle: "Regulatory bundle",
  bundleSid: "Bundle SID",
  chooseBundle: "Choose a bundle…",
  withoutBundle: "Without a bundle",
  bundleUntil: "{{bundle}}, valid until {{date}}",
  noBundle: "The account has no approved bundle for such numbers ({{country}}).",
  underReview_one: "Twilio is still looking through one.",
  underReview_other: "Twilio is still looking through {{count}}.",
  bundleWhy: {
    required: "Twilio sells this number only with a regulatory bundle: papers about its user that Twilio has approved.",
    possible:
      "Some countries also want a regulatory bundle: papers about the user that Twilio has approved. Twilio says so only when the number is bought: where one is needed, nothing is bought without it.",
  },
  bundleWhere:
    "In Twilio's console: Phone Numbers, Regulatory Compliance, Bundles. Once it is approved, copy its SID; it begins with BU.",
  make: {
    addresses: "Add one in Twilio's console, under Trust Hub, Addresses; then look again.",
    bundles:
      "It is made in Twilio's console, under Phone Numbers, Regulatory Compliance, Bundles. Twilio approves it within days; then look again.",
  },
  open: { addresses: "Open Addresses in Twilio's console", bundles: "Open Bundles in Twilio's console" },
  sidForm: "{{letters}} and 32 letters or digits",
  buyFor: "Buy for {{price}} a month",
  buyUnknown: "Buy at Twilio's price",
  take: "Take it",
  buying: "Buying…",
  unclear: "Nobody knows whether {{number}} was bought.",
  unclearText:
    "The answer got lost on the way. Look at your numbers first: if it is there, import it; if it is not there in a minute, it was not bought.",
  lookFirst: "Look at your numbers",
  bought: "{{number}} is yours, and it leads here.",
  boughtText: "Choose who answers it. You can change that at any time, with the number below.",
  whoAnswers: "Who answers the new number",
  bound: "Saved: calls from now on are answered so.",
  another: "Search for another",
};
