/** Which Twilio account: one that is kept here, or another whose keys are entered once. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { accountsQuery, forgetAccount, type KnownAccount } from "../../data/twilio-accounts.ts";
import { useFault } from "../../data/use-fault.ts";
import { ConfirmRemove } from "../../ui/confirm-remove.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/fields.tsx";
import { AccountKeys } from "./account-keys.tsx";

interface AccountChoiceProps {
  /** Null: none yet, its keys are to be entered. */
  accountSid: string | null;
  choose: (accountSid: string | null) => void;
}

export function AccountChoice({ accountSid, choose }: AccountChoiceProps) {
  const { t } = useTranslation();
  const accounts = useQuery(accountsQuery());
  const [other, setOther] = useState(false);
  const usual = usualAccount(accounts.data ?? []);
  useEffect(() => {
    if (accountSid === null && !other && usual !== null) choose(usual);
  }, [accountSid, other, usual, choose]);
  if (accounts.error) return <FaultNote fault={accounts.error.fault} again={() => void accounts.refetch()} />;
  if (!accounts.data) return <p role="status">{t("shell.loading")}</p>;
  const use = (sid: string | null) => {
    setOther(sid === null);
    choose(sid);
  };
  return (
    <div className="grid gap-4">
      <Field label={t("numbers.accounts.which")} className="max-w-[46ch]">
        {(id) => (
          <Select
            id={id}
            className="w-full"
            value={accountSid ?? ""}
            onChange={({ target }) => use(target.value || null)}
          >
            {accounts.data.map((account) => (
              <option key={account.accountSid} value={account.accountSid}>
                {account.from === "built-in"
                  ? t("numbers.accounts.simulator")
                  : t(`numbers.accounts.${account.from}`, { sid: shortSid(account.accountSid) })}
              </option>
            ))}
            <option value="">{t("numbers.accounts.other")}</option>
          </Select>
        )}
      </Field>
      {accounts.data.find((one) => one.accountSid === accountSid)?.from === "entered" && accountSid !== null && (
        <ForgetAccount key={accountSid} accountSid={accountSid} forgotten={() => use(null)} />
      )}
      {accountSid === null && <AccountKeys kept={use} />}
    </div>
  );
}

/** One whose token was entered here; those of the environment are taken away there. */
function ForgetAccount({ accountSid, forgotten }: { accountSid: string; forgotten: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const forget = useMutation({
    mutationFn: () => forgetAccount(accountSid),
    onSuccess: async () => {
      forgotten();
      await queryClient.invalidateQueries({ queryKey: accountsQuery().queryKey, exact: true });
    },
  });
  const fault = useFault(forget);
  return (
    <div>
      <ConfirmRemove
        quiet
        ask={t("numbers.accounts.forget")}
        label={`${t("numbers.accounts.forget")} ${shortSid(accountSid)}`}
        sure={t("numbers.accounts.forgetSure")}
        busy={forget.isPending}
        refused={fault ? `${fault.message} ${fault.fix}` : undefined}
        remove={() => forget.mutate()}
        keep={() => forget.reset()}
      />
    </div>
  );
}

/** A real one before the simulator's; null: there is only the simulator's, and who comes here has another. */
function usualAccount(accounts: readonly KnownAccount[]): string | null {
  return accounts.find(({ from }) => from !== "built-in")?.accountSid ?? null;
}

const shortSid = (sid: string): string => `${sid.slice(0, 6)}…${sid.slice(-4)}`;
