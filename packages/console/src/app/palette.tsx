/** Goes anywhere and does anything, from the keyboard. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { assistantsQuery } from "../data/assistants.ts";
import { useFormat } from "../format/use-format.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "../locales/i18n.ts";
import { setPreferences } from "../preferences/preferences.tsx";
import { DENSITIES, THEMES } from "../preferences/stored.ts";
import { useMay } from "../ui/may-edit.tsx";
import { pageActions } from "../ui/page-actions.ts";
import { PAGES } from "./pages.ts";
import { type CallSearchHit, callSearchHits, isMeant } from "./palette-search.ts";

export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  // A number or an id is meant as one; words are searched for when nothing of that name is here.
  const hits = callSearchHits(text);
  const act = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.25)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-50 w-[min(92vw,560px)] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-raised shadow-raised"
        >
          <Dialog.Title className="sr-only">{t("shell.palette.open")}</Dialog.Title>
          <Command loop shouldFilter={false} label={t("shell.palette.open")}>
            <Command.Input
              value={text}
              onValueChange={setText}
              placeholder={t("shell.palette.placeholder")}
              className="w-full border-line border-b bg-transparent px-4 py-3.5 text-l outline-none placeholder:text-text-3"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-text-2">{t("shell.palette.nothing")}</Command.Empty>
              <CallHits hits={hits.filter(({ find }) => find !== "q")} act={act} />
              <ActionItems text={text} act={act} />
              <AssistantItems text={text} act={act} />
              <PageItems text={text} act={act} />
              <ViewItems text={text} act={act} />
              <CallHits hits={hits.filter(({ find }) => find === "q")} act={act} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Act = (run: () => void) => () => void;

function CallHits({ hits, act }: { hits: readonly CallSearchHit[]; act: Act }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const label = ({ find, value }: CallSearchHit) =>
    ({
      id: () => t("shell.palette.openCall", { id: value }),
      from: () => t("shell.palette.callsFrom", { number: format.phoneNumber(value) }),
      to: () => t("shell.palette.callsTo", { number: format.phoneNumber(value) }),
      q: () => t("shell.palette.callsWith", { words: value }),
    })[find]();
  const open = ({ find, value }: CallSearchHit) =>
    find === "id"
      ? navigate({ to: "/calls/$callId", params: { callId: value } })
      : navigate({ to: "/calls", search: { [find]: value } });
  if (hits.length === 0) return null;
  return (
    <Group title={t("shell.palette.calls")}>
      {hits.map((hit) => (
        <Item key={hit.find} value={`call ${hit.find}`} onSelect={act(() => void open(hit))}>
          {label(hit)}
        </Item>
      ))}
    </Group>
  );
}

/** What the open page can do, and what can be begun from anywhere. */
function ActionItems({ text, act }: { text: string; act: Act }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay("editor");
  const create = { name: t("shell.palette.create"), run: () => void navigate({ to: "/assistants", hash: "begin" }) };
  const items = [...pageActions(), ...(may ? [create] : [])].filter(({ name }) => isMeant(text, name));
  if (items.length === 0) return null;
  return (
    <Group title={t("shell.palette.do")}>
      {items.map(({ name, run }) => (
        <Item key={name} value={`do ${name}`} onSelect={act(run)}>
          {name}
        </Item>
      ))}
    </Group>
  );
}

/** Those that are found by their name; before anything is typed, the first few. */
const ASSISTANTS_SHOWN = 5;

function AssistantItems({ text, act }: { text: string; act: Act }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data = [] } = useQuery(assistantsQuery());
  const meant = data.filter(({ name }) => isMeant(text, `${t("shell.pages.assistants")} ${name}`));
  const shown = meant.slice(0, ASSISTANTS_SHOWN);
  if (shown.length === 0) return null;
  const open = (assistantId: string) => void navigate({ to: "/assistants/$assistantId", params: { assistantId } });
  return (
    <Group title={t("shell.pages.assistants")}>
      {shown.map(({ id, name }) => (
        <Item key={id} value={`assistant ${id}`} onSelect={act(() => open(id))}>
          {name}
        </Item>
      ))}
    </Group>
  );
}

function PageItems({ text, act }: { text: string; act: Act }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pages = PAGES.filter(({ name }) => isMeant(text, t(`shell.pages.${name}`)));
  if (pages.length === 0) return null;
  return (
    <Group title={t("shell.palette.goTo")}>
      {pages.map(({ name, path }) => (
        <Item key={name} value={t(`shell.pages.${name}`)} onSelect={act(() => void navigate({ to: path }))}>
          {t(`shell.pages.${name}`)}
        </Item>
      ))}
    </Group>
  );
}

function ViewItems({ text, act }: { text: string; act: Act }) {
  const { t } = useTranslation();
  const items = [
    ...LANGUAGES.map((language) => ({
      kind: t("shell.view.language"),
      name: LANGUAGE_NAMES[language],
      change: { language },
    })),
    ...THEMES.map((theme) => ({
      kind: t("shell.view.theme"),
      name: t(`shell.view.themes.${theme}`),
      change: { theme },
    })),
    ...DENSITIES.map((density) => ({
      kind: t("shell.view.density"),
      name: t(`shell.view.densities.${density}`),
      change: { density },
    })),
  ];
  const meant = items.filter(({ kind, name }) => isMeant(text, `${kind} ${name}`));
  if (meant.length === 0) return null;
  return (
    <Group title={t("shell.palette.view")}>
      {meant.map(({ kind, name, change }) => (
        <Item key={`${kind} ${name}`} value={`${kind} ${name}`} onSelect={act(() => setPreferences(change))}>
          <span className="text-text-3">{kind}</span> {name}
        </Item>
      ))}
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-s [&_[cmdk-group-heading]]:text-text-3"
    >
      {children}
    </Command.Group>
  );
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex cursor-pointer items-center gap-1.5 rounded-s px-3 py-2 data-[selected=true]:bg-text/7"
    >
      {children}
    </Command.Item>
  );
}
