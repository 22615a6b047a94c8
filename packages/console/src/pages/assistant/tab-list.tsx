/** The row of tabs. By keyboard as everywhere: one stop, arrows between them, Home and End. */
import { Link, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { TABS, type TabName, tabAfter } from "./editor-tabs.ts";

export const tabId = (tab: TabName): string => `tab-${tab}`;
export const panelId = (tab: TabName): string => `panel-${tab}`;

export function TabList({ chosen, assistantId }: { chosen: TabName; assistantId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const row = useRef<HTMLDivElement>(null);
  const params = { assistantId };
  function onKeyDown(event: KeyboardEvent) {
    const tab = tabAfter(chosen, event.key);
    if (!tab) return;
    event.preventDefault();
    row.current?.querySelector<HTMLElement>(`#${tabId(tab)}`)?.focus();
    void navigate({ to: "/assistants/$assistantId", params, search: searchOf(tab), replace: true });
  }
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={t("assistants.tabs.label")}
      onKeyDown={onKeyDown}
      className="-mx-1 mb-4 flex gap-1 overflow-x-auto border-line border-b px-1 pt-1"
    >
      {TABS.map((tab) => (
        <Link
          key={tab}
          {...{ id: tabId(tab), to: "/assistants/$assistantId", params, search: searchOf(tab), replace: true }}
          resetScroll={false}
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={panelId(tab)}
          tabIndex={tab === chosen ? 0 : -1}
          className={`-mb-px whitespace-nowrap border-b-2 px-2.5 pb-2 no-underline ${tab === chosen ? "border-accent font-[560] text-text" : "border-transparent text-text-2 hover:text-text"}`}
        >
          {t(`assistants.tabs.${tab}`)}
        </Link>
      ))}
    </div>
  );
}

const searchOf = (tab: TabName): { tab?: TabName } => (tab === TABS[0] ? {} : { tab });
