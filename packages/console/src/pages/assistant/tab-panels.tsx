/** The panels of the tabs. One that was opened stays, hidden: what is typed in it and cannot be saved yet is not lost. */
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { Draft } from "../../data/use-draft.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { TABS, type TabName } from "./editor-tabs.ts";
import { NotSaved } from "./not-saved.tsx";
import { SettingFields } from "./setting-fields.tsx";
import { panelId, tabId } from "./tab-list.tsx";

const FlowTab = lazy(() => import("./flow/flow-tab.tsx"));
const ToolsTab = lazy(() => import("./tools/tools-tab.tsx"));
const TurnTakingTab = lazy(() => import("./turn-taking/turn-taking-tab.tsx"));
const HandOffTab = lazy(() => import("./hand-off/hand-off-tab.tsx"));
const LimitsTab = lazy(() => import("./limits/limits-tab.tsx"));
const VersionsTab = lazy(() => import("./versions/versions-tab.tsx"));

export function TabPanels({ chosen, draft }: { chosen: TabName; draft: Draft }) {
  const [opened, setOpened] = useState<readonly TabName[]>([chosen]);
  if (!opened.includes(chosen)) setOpened([...opened, chosen]);
  const given = { settings: draft.settings, edit: draft.edit };
  const panels: Record<TabName, ReactNode> = {
    prompt: <SettingFields {...given} />,
    flow: <FlowTab {...given} problems={draft.settings.problems} notSaved={<NotSaved draft={draft} />} />,
    tools: <ToolsTab {...given} />,
    "turn-taking": <TurnTakingTab {...given} />,
    "hand-off": <HandOffTab {...given} />,
    limits: <LimitsTab {...given} />,
    versions: <VersionsTab assistant={draft.settings} flush={draft.flush} changed={draft.takeTheirs} />,
  };
  return TABS.map((tab) => (
    <div
      key={tab}
      role="tabpanel"
      id={panelId(tab)}
      aria-labelledby={tabId(tab)}
      hidden={tab !== chosen}
      className={tab === chosen ? "grid gap-4" : ""}
    >
      {opened.includes(tab) && <Suspense fallback={<SkeletonRows rows={6} />}>{panels[tab]}</Suspense>}
    </div>
  ));
}
