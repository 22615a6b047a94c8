/** The nouns of the work. Beside them only what should be known everywhere: how many calls are on the line, who is unwell. */
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { readinessQuery } from "../data/calls.ts";
import { providersQuery } from "../data/providers.ts";
import { Dot } from "../ui/dot.tsx";
import { Brand } from "./brand.tsx";
import { PAGES, type PageName } from "./pages.ts";
import { PaletteButton } from "./palette-host.tsx";
import { ViewMenu } from "./view-menu.tsx";

const LINK =
  "flex shrink-0 items-center justify-between gap-1.5 rounded-s px-2 py-1.5 wide:px-[9px] text-text-2 no-underline hover:text-text aria-[current=page]:bg-text/7 aria-[current=page]:font-[550] aria-[current=page]:text-text";

export function Rail() {
  const { t } = useTranslation();
  const pages = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the pages are a row that scrolls: the present one is in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is what moves the row.
  useEffect(() => {
    pages.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav
      aria-label={t("shell.mainNavigation")}
      className="flex min-w-0 items-center gap-0.5 border-line border-b px-3 py-2 wide:sticky wide:top-0 wide:h-dvh wide:flex-col wide:items-stretch wide:border-r wide:border-b-0 wide:px-3 wide:py-4"
    >
      <Brand />
      <div
        ref={pages}
        className="flex min-w-0 flex-1 gap-0.5 [scrollbar-width:none] overflow-x-auto wide:flex-none wide:flex-col wide:overflow-visible"
      >
        {PAGES.map(({ name, path, apart }) => (
          <div key={name} className="contents">
            {apart && <hr className="mx-2 my-2.5 hidden border-line wide:block" />}
            <Link to={path} className={LINK} activeOptions={{ exact: path === "/", includeSearch: false }}>
              {t(`shell.pages.${name}`)}
              <Beside page={name} />
            </Link>
          </div>
        ))}
      </div>
      <div className="flex shrink-0 items-center justify-between wide:mt-auto">
        <ViewMenu />
        <PaletteButton />
      </div>
    </nav>
  );
}

function Beside({ page }: { page: PageName }) {
  if (page === "live") return <CallsOnTheLine />;
  return page === "providers" ? <UnwellProvider /> : null;
}

function CallsOnTheLine() {
  const { data } = useQuery(readinessQuery());
  return data && data.calls > 0 ? <span className="num text-text-3">{data.calls}</span> : null;
}

function UnwellProvider() {
  const { t } = useTranslation();
  const { data = [] } = useQuery(providersQuery());
  const unwell = data.filter(({ state }) => state === "degraded" || state === "down");
  if (unwell.length === 0) return null;
  const words = t("overview.lead.unwell", { count: unwell.length });
  return (
    <span title={words}>
      <Dot tone={unwell.some(({ state }) => state === "down") ? "bad" : "soon"} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
