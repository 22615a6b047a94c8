/** A vendor's key: where it comes from, whether it works, and entering another. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enterKey, forgetKey, type ProviderKey as Key, type KeyTest, testKey } from "../../data/provider-keys.ts";
import { useFormat } from "../../format/use-format.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Field } from "../../ui/field.tsx";
import { TextField } from "../../ui/fields.tsx";
import { TimeAgo } from "../../ui/time-ago.tsx";

export function ProviderKey({ kept, name }: { kept: Key; name: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState("");
  const onSuccess = async () => {
    await queryClient.invalidateQueries({ queryKey: ["provider-keys"] });
    await queryClient.invalidateQueries({ queryKey: ["providers"] });
  };
  const enter = useMutation({
    mutationFn: () => enterKey(kept.provider, typed.trim()),
    onSuccess: () => {
      setTyped("");
      return onSuccess();
    },
  });
  const test = useMutation({ mutationFn: () => testKey(kept.provider) });
  const forget = useMutation({ mutationFn: () => forgetKey(kept.provider), onSuccess });
  const fault = enter.error?.fault ?? test.error?.fault ?? forget.error?.fault;
  const busy = enter.isPending || test.isPending || forget.isPending;
  const has = kept.from === "environment" || kept.from === "entered";
  return (
    <form
      className="grid gap-3 border-line border-t bg-ground/60 px-[18px] py-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        test.reset();
        enter.mutate();
      }}
    >
      <Whence kept={kept} />
      {kept.from !== "environment" && (
        <Field
          label={t(has ? "providers.key.another" : "providers.key.enter", { name })}
          hint={t("providers.key.hint")}
        >
          {(id) => (
            <TextField
              id={id}
              className="num w-full max-w-[60ch]"
              type="password"
              autoComplete="off"
              required
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
      )}
      {fault && <FaultNote fault={fault} />}
      <Outcome tested={enter.data ?? test.data} />
      <div className="flex flex-wrap gap-2">
        {kept.from !== "environment" && (
          <Button kind="primary" type="submit" disabled={busy || typed.trim() === ""}>
            {t(enter.isPending ? "providers.key.trying" : "providers.key.save")}
          </Button>
        )}
        {has && (
          <Button
            disabled={busy}
            onClick={() => {
              enter.reset();
              test.mutate();
            }}
          >
            {t(test.isPending ? "providers.key.trying" : "providers.key.test")}
          </Button>
        )}
        {kept.from !== "environment" && kept.from !== null && (
          <Button kind="danger" disabled={busy} onClick={() => forget.mutate()}>
            {t("providers.key.forget")}
          </Button>
        )}
      </div>
    </form>
  );
}

function Whence({ kept: { from, keyName, author, updatedAt } }: { kept: Key }) {
  const { t } = useTranslation();
  if (from === null) return null;
  if (from === "environment") return <p>{t("providers.key.environment", { keyName })}</p>;
  if (from === "lost") return <p className="text-danger">{t("providers.key.lost")}</p>;
  return (
    <p>
      {author ? t("providers.key.enteredBy", { author }) : t("providers.key.entered")}{" "}
      {updatedAt && <TimeAgo at={updatedAt} />}
    </p>
  );
}

function Outcome({ tested }: { tested: KeyTest | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!tested) return null;
  const { result, latencyMs, detail } = tested;
  return (
    <p role="status" className={result === "works" ? "text-accent-strong" : "text-warn"}>
      {result === "works" ? t("providers.key.works", { ms: format.wait(latencyMs ?? 0) }) : detail}
    </p>
  );
}
