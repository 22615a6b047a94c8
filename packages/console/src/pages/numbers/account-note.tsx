/** What an account cannot do, said before somebody tries. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { accountTypeQuery } from "../../data/twilio-accounts.ts";
import { Dot } from "../../ui/dot.tsx";

export function AccountNote({ accountSid }: { accountSid: string }) {
  const { t } = useTranslation();
  const { data: type, isPending } = useQuery(accountTypeQuery(accountSid));
  if (isPending || type === "full") return null;
  const word = type ?? ("unknown" as const);
  return (
    <p className="flex max-w-[80ch] gap-2 text-s" role="note">
      <span className="pt-1.5">
        <Dot tone={type === "trial" ? "soon" : "plain"} />
      </span>
      <span className={type === "trial" ? "" : "text-text-2"}>{t(`numbers.accounts.notes.${word}`)}</span>
    </p>
  );
}
