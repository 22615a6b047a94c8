/** An account's keys, pasted: tried at Twilio, kept, and never shown again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { accountsQuery, accountTypeQuery, keepAccount } from "../../data/twilio-accounts.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { MayEdit } from "../../ui/may-edit.tsx";

interface AccountKeysProps {
  /** Whose token is wanted; left out: any account's. */
  known?: string;
  kept: (accountSid: string) => void;
}

export function AccountKeys({ known = "", kept }: AccountKeysProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [accountSid, setAccountSid] = useState(known);
  const [authToken, setAuthToken] = useState("");
  const keep = useMutation({
    mutationFn: keepAccount,
    onSuccess: async (account) => {
      queryClient.setQueryData(accountTypeQuery(account.accountSid).queryKey, account.accountType);
      await queryClient.invalidateQueries({ queryKey: accountsQuery().queryKey, exact: true });
      kept(account.accountSid);
    },
  });
  return (
    <form
      className="grid max-w-[72ch] gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate({ accountSid: accountSid.trim(), authToken: authToken.trim() });
      }}
    >
      <MayEdit least="owner" className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Account SID" hint={t("numbers.sidHint")}>
            {(id) => (
              <TextField
                id={id}
                className="num w-full"
                autoComplete="off"
                spellCheck={false}
                required
                placeholder="AC…"
                readOnly={known !== ""}
                value={accountSid}
                onChange={({ target }) => setAccountSid(target.value)}
              />
            )}
          </Field>
          <Field label="Auth Token" hint={t("numbers.tokenHint")}>
            {(id) => (
              <TextField
                id={id}
                className="num w-full"
                type="password"
                autoComplete="off"
                required
                value={authToken}
                onChange={({ target }) => setAuthToken(target.value)}
              />
            )}
          </Field>
        </div>
        {keep.error && <FaultNote fault={keep.error.fault} />}
        <div>
          <Button kind="primary" type="submit" disabled={keep.isPending}>
            {t(keep.isPending ? "numbers.looking" : "numbers.accounts.use")}
          </Button>
        </div>
      </MayEdit>
    </form>
  );
}
