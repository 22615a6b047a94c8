/** Twilio accounts: whose numbers there are to import, what can be bought, and buying it. */
import type { components, operations } from "@offhook/api-client";
import { queryOptions } from "@tanstack/react-query";
import { api, ask } from "./api.ts";
import { type PhoneNumber, rehearseNumber } from "./phone-numbers.ts";

type Schemas = components["schemas"];
type Given<Name extends keyof operations> = operations[Name] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

export type AccountType = Schemas["TwilioAccount"]["accountType"];
export type KnownAccount = Given<"listTwilioAccounts">["items"][number];
export type OwnedNumber = Given<"listTwilioNumbers">["items"][number];
export type Offers = Pick<Given<"searchTwilioNumbers">, "items" | "price">;
export type Offer = Offers["items"][number];
export type Search = operations["searchTwilioNumbers"]["parameters"]["query"];
export type NumberKind = NonNullable<Search["type"]>;
export type Papers = Schemas["TwilioPapers"];
export type Address = Schemas["TwilioAddress"];
export type Bundle = Schemas["TwilioBundle"];
export type Purchase = Omit<operations["buyTwilioNumber"]["requestBody"]["content"]["application/json"], "confirmed">;

const path = (accountSid: string) => ({ path: { accountSid } });

export const accountsQuery = () =>
  queryOptions({
    queryKey: ["twilio-accounts"],
    queryFn: async () => (await ask(api.GET("/v1/twilio/accounts"))).items,
  });

export const ownedNumbersQuery = (accountSid: string) =>
  queryOptions({
    queryKey: ["twilio-accounts", accountSid, "numbers"],
    queryFn: async () =>
      (await ask(api.GET("/v1/twilio/accounts/{accountSid}/numbers", { params: path(accountSid) }))).items,
    // Asked of Twilio: not with every change of the window.
    refetchOnWindowFocus: false,
    staleTime: 0,
  });

/** Null: it has no number yet by which to tell, or nobody can ask. */
export const accountTypeQuery = (accountSid: string) =>
  queryOptions({
    queryKey: ["twilio-accounts", accountSid, "type"],
    queryFn: async ({ client }): Promise<AccountType | null> => {
      const owned = await client.ensureQueryData(ownedNumbersQuery(accountSid)).catch(() => []);
      const number = owned.find(({ capabilities }) => capabilities.voice)?.number;
      if (number === undefined) return null;
      const seen = await rehearseNumber({ number, accountSid, assistantId: null }).catch(() => null);
      return seen?.accountType ?? null;
    },
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });

/** Its keys are tried at Twilio before they are kept. */
export const keepAccount = (keys: { accountSid: string; authToken: string }) =>
  ask(api.POST("/v1/twilio/accounts", { body: keys }));

/** Its token goes; refused while numbers of it are connected. */
export const forgetAccount = (accountSid: string) =>
  ask(api.DELETE("/v1/twilio/accounts/{accountSid}", { params: path(accountSid) }));

export const searchNumbers = (accountSid: string, search: Search) =>
  ask(api.GET("/v1/twilio/accounts/{accountSid}/available", { params: { ...path(accountSid), query: search } }));

/** What the account can show where a country asks for it. */
export const papersQuery = (accountSid: string, where: { country: string; type: NumberKind }) =>
  queryOptions({
    queryKey: ["twilio-accounts", accountSid, "papers", where.country, where.type],
    queryFn: () =>
      ask(api.GET("/v1/twilio/accounts/{accountSid}/papers", { params: { ...path(accountSid), query: where } })),
    // Asked of Twilio: with the form, and when somebody asks to look again.
    refetchOnWindowFocus: false,
    staleTime: 0,
  });

/** Once, and never again by itself: whoever calls this has shown the price and been told yes. */
export const buyNumber = async (accountSid: string, purchase: Purchase): Promise<PhoneNumber> =>
  (await ask(
    api.POST("/v1/twilio/accounts/{accountSid}/buy", {
      params: path(accountSid),
      body: { ...purchase, confirmed: true },
    }),
  )) as PhoneNumber;
