/** The tabs of the editor, as the address names them: `?tab=turn-taking`. Pure. */

export const TABS = ["prompt", "flow", "tools", "turn-taking", "hand-off", "limits", "versions"] as const;
export type TabName = (typeof TABS)[number];

/** The first needs no name; what is no tab is the first. */
export function readTab(search: Record<string, unknown>): { tab?: TabName } {
  const tab = TABS.find((one) => one === search.tab);
  return tab && tab !== TABS[0] ? { tab } : {};
}

/** Where a key leads, as in every list of tabs; null: the key is not for tabs. */
export function tabAfter(tab: TabName, key: string): TabName | null {
  const at = TABS.indexOf(tab);
  const wanted = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: TABS.length - 1 }[key];
  return wanted === undefined ? null : (TABS[(wanted + TABS.length) % TABS.length] ?? null);
}
