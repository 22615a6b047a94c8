/** The pages of the rail, in its order. A page that is not here is not in the rail, nor in the palette. */
import type { en } from "../locales/en/index.ts";

export type PageName = keyof typeof en.shell.pages;

export interface RailPage {
  name: PageName;
  path: "/" | "/assistants" | "/phone-numbers" | "/calls" | "/live" | "/tools" | "/providers" | "/settings";
  /** A line is drawn above it. */
  apart?: boolean;
}

/** To add a page: a line here, a route in `router.tsx`, its name in `locales/…/shell.ts`. */
export const PAGES: readonly RailPage[] = [
  { name: "overview", path: "/" },
  { name: "assistants", path: "/assistants" },
  { name: "numbers", path: "/phone-numbers" },
  { name: "calls", path: "/calls" },
  { name: "live", path: "/live" },
  { name: "tools", path: "/tools", apart: true },
  { name: "providers", path: "/providers" },
  { name: "settings", path: "/settings" },
];
