/** A new number: searched for, its price and what it asks for shown, bought once, and given to an assistant. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Assistant } from "../../../data/assistants.ts";
import type { PhoneNumber } from "../../../data/phone-numbers.ts";
import { accountsQuery, ownedNumbersQuery, type Search, searchNumbers } from "../../../data/twilio-accounts.ts";
import { Empty } from "../../../ui/empty.tsx";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { AccountChoice } from "../account-choice.tsx";
import { AccountNote } from "../account-note.tsx";
import { Bought } from "./bought.tsx";
import { OfferList } from "./offer-list.tsx";
import { SearchForm } from "./search-form.tsx";
import { UnclearPurchase } from "./unclear-purchase.tsx";

interface ShopPanelProps {
  assistants: readonly Assistant[];
  accountSid: string | null;
  setAccountSid: (accountSid: string | null) => void;
  /** Of the last purchase nobody knows what became. */
  unclear: UnclearOrder | null;
  setUnclear: (order: UnclearOrder) => void;
  /** Shows what that account has, as it is now. */
  lookAtOwned: (accountSid: string) => void;
}

export interface UnclearOrder {
  accountSid: string;
  number: string;
}

export function ShopPanel({ unclear, setUnclear, lookAtOwned, ...props }: ShopPanelProps) {
  const { assistants, accountSid, setAccountSid } = props;
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  if (unclear !== null) {
    const look = () => {
      queryClient.removeQueries({ queryKey: ownedNumbersQuery(unclear.accountSid).queryKey });
      lookAtOwned(unclear.accountSid);
    };
    return <UnclearPurchase number={unclear.number} look={look} />;
  }
  return (
    <div className="grid gap-4">
      <div>
        <h2>{t("numbers.shop.title")}</h2>
        <p className="max-w-[72ch] text-text-2">{t("numbers.shop.text")}</p>
      </div>
      <AccountChoice accountSid={accountSid} choose={setAccountSid} />
      {accountSid !== null && <AccountNote accountSid={accountSid} />}
      {accountSid !== null && (
        <Shop
          key={accountSid}
          accountSid={accountSid}
          assistants={assistants}
          onUnclear={(number) => setUnclear({ accountSid, number })}
        />
      )}
    </div>
  );
}

interface ShopProps {
  accountSid: string;
  assistants: readonly Assistant[];
  onUnclear: (number: string) => void;
}

function Shop({ accountSid, assistants, onUnclear }: ShopProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const find = useMutation({ mutationFn: (search: Search) => searchNumbers(accountSid, search) });
  const [bought, setBought] = useState<PhoneNumber | null>(null);
  const origin = queryClient.getQueryData(accountsQuery().queryKey)?.find((one) => one.accountSid === accountSid)?.from;
  async function keep(number: PhoneNumber) {
    queryClient.removeQueries({ queryKey: ownedNumbersQuery(accountSid).queryKey });
    setBought(number);
    await queryClient.invalidateQueries({ queryKey: ["phone-numbers"] });
  }
  if (bought) {
    const another = () => {
      setBought(null);
      find.reset();
    };
    return <Bought number={bought} assistants={assistants} another={another} />;
  }
  return (
    <>
      <SearchForm search={find.mutate} searching={find.isPending} />
      {find.error && <FaultNote fault={find.error.fault} />}
      {find.data?.items.length === 0 && (
        <Empty title={t("numbers.shop.none")}>
          <p>{t("numbers.shop.noneText")}</p>
        </Empty>
      )}
      {find.data && find.variables && find.data.items.length > 0 && (
        <OfferList
          {...{ accountSid, offers: find.data, country: find.variables.country, simulated: origin === "built-in" }}
          type={find.variables.type ?? "local"}
          onUnclear={onUnclear}
          onBought={(number) => void keep(number)}
        />
      )}
    </>
  );
}
