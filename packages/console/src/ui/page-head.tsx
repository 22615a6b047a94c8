/** The title of a page, what stands beside it, and what can be done with it. Names the browser's tab as well. */
import { type ReactNode, useEffect } from "react";

interface PageHeadProps {
  title: ReactNode;
  /** For the tab, where the title is more than text. */
  tab: string;
  beside?: ReactNode;
  actions?: ReactNode;
}

export function PageHead({ title, tab, beside, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${tab} · Offhook`;
  }, [tab]);
  return (
    <header className="mb-5 flex flex-wrap items-center gap-x-3 gap-y-2">
      <h1 className="min-w-0">{title}</h1>
      {beside}
      {actions && <div className="ml-auto flex items-center gap-2">{actions}</div>}
    </header>
  );
}
