/** Shown when the server does not know who is asking: says where the way in is. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasBeenIn } from "../data/session.ts";
import { sessionQuery } from "../data/settings.ts";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Command } from "../ui/command.tsx";
import { Brand } from "./brand.tsx";

/** Signing in happens in another tab. */
const LOOK_EVERY_MS = 4_000;

export function SignInPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  // The server leads here from a link that no longer opens.
  const [isExpired] = useState(() => new URLSearchParams(location.search).get("signIn") === "expired");
  const look = useCallback(() => {
    const { queryKey, queryFn } = sessionQuery();
    queryClient.fetchQuery({ queryKey, queryFn }).catch(() => {});
  }, [queryClient]);
  useEffect(() => {
    document.title = `${t(isExpired ? "shell.signIn.expired" : "shell.signIn.title")} · Offhook`;
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [look, t, isExpired]);
  return (
    <main className="mx-auto grid min-h-dvh max-w-[460px] content-center gap-4 p-5">
      <Brand />
      <Card className="grid gap-4 p-6">
        <h1>{t(isExpired ? "shell.signIn.expired" : "shell.signIn.title")}</h1>
        <p className="text-text-2">{t(isExpired ? "shell.signIn.expiredText" : "shell.signIn.text")}</p>
        <div>
          <Command>npx --no offhook login</Command>
        </div>
        <p className="text-s text-text-2">{t("shell.signIn.onward")}</p>
        {hasBeenIn() && <p role="status">{t("faults.keptSignedOut")}</p>}
        <div>
          <Button onClick={look}>{t("shell.signIn.again")}</Button>
        </div>
      </Card>
    </main>
  );
}
