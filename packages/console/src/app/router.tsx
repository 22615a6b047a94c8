/** Addresses and their pages. Each page is fetched when it is first opened. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../pages/assistant/editor-tabs.ts";
import { readCallSearch } from "../pages/call/call-search.ts";
import { readFilters } from "../pages/calls/call-filters.ts";
import { readToolSearch } from "../pages/tools/tool-search.ts";
import { BrokenPage } from "./broken-page.tsx";
import { NotFoundPage } from "./not-found-page.tsx";
import { Shell } from "./shell.tsx";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: BrokenPage });

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/",
    component: lazyRouteComponent(() => import("../pages/overview/overview-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/assistants",
    component: lazyRouteComponent(() => import("../pages/assistants/assistants-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/assistants/$assistantId",
    validateSearch: readTab,
    component: lazyRouteComponent(() => import("../pages/assistant/assistant-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/phone-numbers",
    component: lazyRouteComponent(() => import("../pages/numbers/numbers-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/calls",
    validateSearch: readFilters,
    component: lazyRouteComponent(() => import("../pages/calls/calls-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/calls/$callId",
    validateSearch: readCallSearch,
    component: lazyRouteComponent(() => import("../pages/call/call-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/live",
    component: lazyRouteComponent(() => import("../pages/live/live-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tools",
    component: lazyRouteComponent(() => import("../pages/tools/tools-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/tools/$toolId",
    validateSearch: readToolSearch,
    component: lazyRouteComponent(() => import("../pages/tools/tool-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/providers",
    component: lazyRouteComponent(() => import("../pages/providers/providers-page.tsx")),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/settings",
    component: lazyRouteComponent(() => import("../pages/settings/settings-page.tsx")),
  }),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: "intent",
  scrollRestoration: true,
  // Plain names and values: an address that people can read, write and send.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== null);
    const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
    return text ? `?${text}` : "";
  },
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
