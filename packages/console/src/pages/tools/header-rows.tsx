/** Headers: a text, or a secret that is kept sealed and never shown again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { enterSecret, secretsQuery } from "../../data/tools.ts";
import { Button } from "../../ui/button.tsx";
import { FaultNote } from "../../ui/fault-note.tsx";
import { Select, TextField } from "../../ui/fields.tsx";
import { useMay } from "../../ui/may-edit.tsx";
import { Wrong } from "../../ui/wrong.tsx";
import type { DraftProps, HeaderRow } from "./draft-shape.ts";
import { TAKES_PLACES } from "./place-chips.tsx";

export function HeaderRows({ draft: { headers }, edit, wrongs }: DraftProps) {
  const { t } = useTranslation();
  const change = (index: number, row: Partial<HeaderRow>) =>
    edit({ headers: headers.map((one, at) => (at === index ? { ...one, ...row } : one)) });
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-[550] text-s text-text-2">{t("tools.headers.title")}</legend>
      {headers.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its place is what a row is while its name is being typed.
        <div key={index} className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_120px_minmax(0,1.4fr)_auto]">
          <TextField
            aria-label={t("tools.headers.name")}
            placeholder="authorization"
            className="code w-full"
            maxLength={100}
            spellCheck={false}
            value={row.name}
            aria-invalid={Boolean(wrongs.headers)}
            onChange={({ target }) => change(index, { name: target.value.trim() })}
          />
          <Select
            aria-label={t("tools.headers.kind")}
            value={row.kind}
            onChange={({ target }) => change(index, { kind: target.value as HeaderRow["kind"], value: "" })}
          >
            <option value="text">{t("tools.headers.text")}</option>
            <option value="secret">{t("tools.headers.secret")}</option>
          </Select>
          {row.kind === "text" ? (
            <TextField
              aria-label={t("tools.headers.value")}
              className="code w-full"
              maxLength={2_000}
              spellCheck={false}
              {...TAKES_PLACES}
              value={row.value}
              onChange={({ target }) => change(index, { value: target.value })}
            />
          ) : (
            <SecretChoice value={row.value} choose={(value) => change(index, { value })} />
          )}
          <Button
            kind="quiet"
            className="justify-self-end px-2"
            aria-label={t("tools.headers.remove", { name: row.name || String(index + 1) })}
            onClick={() => edit({ headers: headers.filter((_, at) => at !== index) })}
          >
            ✕
          </Button>
        </div>
      ))}
      {wrongs.headers && <Wrong>{wrongs.headers}</Wrong>}
      <div>
        <Button onClick={() => edit({ headers: [...headers, { name: "", kind: "text", value: "" }] })}>
          {t("tools.headers.add")}
        </Button>
      </div>
    </fieldset>
  );
}

const ANOTHER = "\n";

function SecretChoice({ value, choose }: { value: string; choose: (name: string) => void }) {
  const { t } = useTranslation();
  const { data = [] } = useQuery(secretsQuery());
  const [making, setMaking] = useState(false);
  const mayMake = useMay("owner");
  const names = [...new Set([...data.map(({ name }) => name), ...(value ? [value] : [])])];
  const lost = data.some(({ name, opens }) => name === value && !opens);
  return (
    <div className="grid gap-2">
      <Select
        aria-label={t("tools.headers.which")}
        className="w-full"
        value={making ? ANOTHER : value}
        onChange={({ target }) => {
          setMaking(target.value === ANOTHER);
          if (target.value !== ANOTHER) choose(target.value);
        }}
      >
        <option value="">{t("tools.headers.choose")}</option>
        {names.map((name) => (
          <option key={name}>{name}</option>
        ))}
        {mayMake && <option value={ANOTHER}>{t("tools.headers.another")}</option>}
      </Select>
      {!mayMake && <p className="text-s text-text-3">{t("tools.headers.ownersOnly")}</p>}
      {lost && <p className="text-s text-warn">{t("tools.headers.lost")}</p>}
      {(making || (lost && mayMake)) && (
        <NewSecret
          name={lost ? value : ""}
          kept={(name) => {
            setMaking(false);
            choose(name);
          }}
        />
      )}
    </div>
  );
}

/** `name`: of one that has to be entered again. */
function NewSecret({ name: given, kept }: { name: string; kept: (name: string) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState(given);
  const [value, setValue] = useState("");
  const keep = useMutation({
    mutationFn: () => enterSecret(name, value),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["secrets"] });
      kept(name);
    },
  });
  return (
    <div className="grid gap-2 rounded-s border border-line p-2.5">
      <TextField
        aria-label={t("tools.headers.secretName")}
        placeholder="shop-token"
        className="code w-full"
        maxLength={63}
        spellCheck={false}
        value={name}
        disabled={given !== ""}
        onChange={({ target }) => setName(target.value.toLowerCase().trim())}
      />
      <TextField
        type="password"
        autoComplete="off"
        aria-label={t("tools.headers.secretValue")}
        placeholder={t("tools.headers.secretValue")}
        className="w-full"
        maxLength={8_000}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
      <p className="text-s text-text-3">{t("tools.headers.secretHint")}</p>
      {keep.error && <FaultNote fault={keep.error.fault} />}
      <div>
        <Button disabled={name === "" || value === "" || keep.isPending} onClick={() => keep.mutate()}>
          {t("tools.headers.keep")}
        </Button>
      </div>
    </div>
  );
}
